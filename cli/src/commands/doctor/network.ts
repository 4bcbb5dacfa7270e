import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { note, ok, problem, type Finding } from './check';

const patienceMs = 10_000;

function hostOf(api: string): string {
  return new URL(api).hostname.replace(/^\[|\]$/g, '');
}

export async function dns(api: string): Promise<Finding[]> {
  const host = hostOf(api);
  if (isIP(host)) return [];
  try {
    const found = await within(lookup(host, { all: true }));
    return [ok('DNS', `${host} is ${found.map(({ address }) => address).join(', ')}`)];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return [
      problem(
        'DNS',
        `${host} is not found (${code ?? message})`,
        'Check the connection, the VPN and the name of the API.',
      ),
    ];
  }
}

export async function tls(api: string): Promise<Finding[]> {
  const { protocol, port } = new URL(api);
  const host = hostOf(api);
  if (protocol !== 'https:') return [note('TLS', 'the API is plain http', 'Use it for an embedded Unloc only.')];
  return new Promise((resolve) => {
    const end = (finding: Finding): void => {
      socket.destroy();
      resolve([finding]);
    };
    const socket = connect({
      host,
      port: Number(port || 443),
      timeout: patienceMs,
      rejectUnauthorized: false,
      ...(!isIP(host) && { servername: host }),
    });
    socket.once('timeout', () =>
      end(problem('TLS', 'no response within 10 s', 'A firewall may block the connection.')),
    );
    socket.once('error', ({ message }) =>
      end(problem('TLS', `failed: ${message}`, 'A firewall or a proxy may block the connection.')),
    );
    socket.once('secureConnect', () => {
      const { issuer, valid_to: until } = socket.getPeerCertificate();
      const by = issuer?.O ?? issuer?.CN ?? 'somebody unnamed';
      if (socket.authorized) end(ok('TLS', `${socket.getProtocol()}, certificate by ${by} until ${until}`));
      else
        end(
          problem(
            'TLS',
            `the certificate by ${by} is not trusted (${socket.authorizationError})`,
            'If your company checks connections, set NODE_EXTRA_CA_CERTS to the file of its certificate.',
          ),
        );
    });
  });
}

export async function http(api: string, signal: AbortSignal): Promise<Finding[]> {
  const begun = Date.now();
  let response: Response;
  try {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    response = await fetch(api, { redirect: 'manual', signal: bounded });
    await response.body?.cancel();
  } catch (error) {
    const { message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
    const why = cause?.code ?? cause?.message ?? message;
    return [
      problem('HTTP', `no response (${why})`, 'See the checks above; a firewall or a proxy may block the connection.'),
    ];
  }
  const { status, headers } = response;
  const findings = [
    status < 500
      ? ok('HTTP', `answers (${status}) after ${Date.now() - begun} ms`)
      : problem('HTTP', `answers ${status}`, 'The API, or a proxy, has a problem: try again later.'),
  ];
  const date = Date.parse(headers.get('date') ?? '');
  if (!Number.isNaN(date)) findings.push(clock(Math.round((Date.now() - date) / 1000)));
  return findings;
}

function clock(seconds: number): Finding {
  const name = 'Clock';
  if (Math.abs(seconds) <= 5) return ok(name, 'as the API’s');
  const found = `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the API’s`;
  const advice = 'Let the system set its clock (NTP): times such as "now" and "+2d" are read by it.';
  return Math.abs(seconds) <= 60 ? note(name, found, advice) : problem(name, found, advice);
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no response within ${patienceMs / 1000} s`)), patienceMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
