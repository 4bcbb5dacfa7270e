import type { UnlocClient, V2 } from 'unloc-integrator-client';
import { exitCodes } from '../command/exit-code';
import { Failure } from '../command/failure';
import { findNamed, isId, listed } from '../input/named';
import type { Terminal } from '../terminal/terminal';
import { createClient, type ClientCredentials, type Connection } from './client';
import { findCredentials, findIdentity, type Credentials, type Identity, type Sources } from './credentials';
import type { KeychainPatience } from './keychain';
import { allProjects } from './projects';

/** What the account needs to know of the options and the environment. */
export interface AccountOptions extends Sources {
  project: string | undefined;
  /** Takes the lines of `--verbose`. */
  verbose: (line: string) => void;
  /** Says something to the person. */
  say: (sentence: string) => void;
  terminal: Terminal;
  signal: AbortSignal;
}

/** The profile, its client and its project; each is found when it is first asked for. */
export class Account {
  readonly #options: AccountOptions;
  #credentials: Promise<Credentials> | undefined;
  #client: Promise<Connection> | undefined;
  #project: Promise<V2.Project> | undefined;

  constructor(options: AccountOptions) {
    this.#options = options;
  }

  /** Who the client is and where that is said. The secret is not read. */
  identity(): Promise<Identity> {
    return findIdentity(this.#options);
  }

  /** The credentials, and where they come from. */
  credentials(): Promise<Credentials> {
    this.#credentials ??= findCredentials(this.#options, this.patience);
    return this.#credentials;
  }

  /** How long the keychain is waited for. */
  get patience(): KeychainPatience {
    const { signal, say, env } = this.#options;
    return { signal, say, env };
  }

  /** The variables: those of the environment and of `--dotenv`. */
  get env(): NodeJS.ProcessEnv {
    return this.#options.env;
  }

  /** A client with other credentials than the account's, as `unloc login` tries them. */
  connectAs(credentials: Omit<ClientCredentials, 'version'>): Promise<Connection> {
    return createClient(credentials, this.#options.verbose);
  }

  /** A client of API v1 with the account's credentials. */
  async connectV1(): Promise<Connection> {
    return createClient({ ...(await this.credentials()), version: 'v1' }, this.#options.verbose);
  }

  /** The client, and the provider of its tokens. */
  connect(): Promise<Connection> {
    this.#client ??= this.credentials().then((credentials) => createClient(credentials, this.#options.verbose));
    return this.#client;
  }

  /** The client. */
  async client(): Promise<UnlocClient> {
    return (await this.connect()).unloc;
  }

  /**
   * The project: `--project` (an id, the beginning of one, or a name), `UNLOC_PROJECT`, the profile's, the only one there
   * is, or the one that the person chooses.
   */
  project(): Promise<V2.Project> {
    this.#project ??= this.#findProject();
    return this.#project;
  }

  /** The id of the project. No call is sent if it is known. */
  async projectId(): Promise<string> {
    const wanted = await this.#wantedProject();
    return wanted !== undefined && isId(wanted) ? wanted : (await this.project()).id;
  }

  /** The projects that the credentials have access to, with their names. */
  async projects(): Promise<V2.Project[]> {
    return allProjects(await this.client(), this.#options.signal);
  }

  /** The error of a profile whose embedded Unloc does not answer, if this is what was thrown. */
  async goneSandbox(thrown: unknown): Promise<Failure | undefined> {
    const { name, code } = Object(thrown) as { name?: unknown; code?: unknown };
    if (name !== 'UnlocError' || code !== 'network') return undefined;
    const { profile, profileName, api } = (await this.#credentials?.catch(() => undefined)) ?? {};
    if (profile?.sandbox !== true) return undefined;
    return new Failure(
      `The embedded Unloc of the profile "${profileName}" does not answer at ${api}: start it with \`unloc demo\`.`,
    );
  }

  async #wantedProject(): Promise<string | undefined> {
    const { project, env } = this.#options;
    return project ?? (env.UNLOC_PROJECT || (await this.identity()).profile?.project);
  }

  async #findProject(): Promise<V2.Project> {
    const { terminal, signal } = this.#options;
    const wanted = await this.#wantedProject();
    if (wanted !== undefined && isId(wanted))
      return (await this.client()).projects.get({ projectId: wanted }, { signal });
    const projects = await this.projects();
    if (wanted !== undefined) return findNamed(projects, wanted, 'project');
    if (projects.length === 0) throw new Failure('These credentials have access to no project.', exitCodes.credentials);
    return terminal.choose(
      'Which project?',
      projects.map((value) => ({ label: `${value.name}  ${value.id}`, value })),
      `There are ${projects.length} projects: choose one with --project, or keep one with \`unloc projects use\`. ${listed(projects)}`,
    );
  }
}
