import type { UnlocClient, V2 } from 'unloc-integrator-client';
import { exitCodes } from '../command/exit-code';
import { Failure, usage } from '../command/failure';
import { printable } from '../output/printable';
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
    return wanted !== undefined && uuid.test(wanted) ? wanted : (await this.project()).id;
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
    if (wanted !== undefined && uuid.test(wanted))
      return (await this.client()).projects.get({ projectId: wanted }, { signal });
    const projects = await this.projects();
    if (wanted !== undefined) return findNamed(projects, wanted, 'project');
    if (projects.length === 0) throw new Failure('These credentials have access to no project.', exitCodes.credentials);
    return terminal.choose(
      'Which project?',
      projects.map((value) => ({ label: `${value.name}  ${value.id}`, value })),
      `There are ${projects.length} projects: name one with --project, or keep one with \`unloc projects use\`. ${listed(projects)}`,
    );
  }
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Something that has an id and a name. */
interface Named {
  id: string;
  name?: string;
}

function listed(things: readonly Named[]): string {
  return things.map(({ id, name }) => `\n  ${printable(id)}  ${printable(name ?? '')}`).join('');
}

/**
 * The thing with this id, the only one whose id begins so, or the only one with this name, capitals aside.
 *
 * @throws Failure `usage` that lists what fits if it is several, or says that it is none.
 */
export function findNamed<T extends Named>(things: readonly T[], wanted: string, what: string): T {
  const exact = things.filter(({ id }) => id === wanted);
  const same = (a: string, b: string): boolean => a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;
  const named = things.filter(({ name }) => name !== undefined && same(name, wanted));
  const begun = wanted.length >= 4 ? things.filter(({ id }) => id.toLowerCase().startsWith(wanted.toLowerCase())) : [];
  const found = [exact, named, begun].find((some) => some.length > 0) ?? [];
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1)
    throw usage(`${found.length} of the ${what}s are "${wanted}"; name one by its id:${listed(found)}`);
  throw usage(`There is no ${what} "${wanted}".`);
}
