/** The host name of `name`, `name:port` or an address, as in a URL; `undefined` if it is none. */
export function hostnameOf(host: string): string | undefined {
  // IPv6 addresses stand in brackets, except on a command line.
  const text = /^[^[]*:.*:/.test(host) ? `[${host}]` : host;
  if (/[/?#@\\\s]/.test(text)) return undefined;
  try {
    return new URL(`http://${text}`).hostname;
  } catch {
    return undefined;
  }
}

/** Whether a host name, as in a URL, is always that of this machine. Any other name is what a name server says. */
export const isLoopback = (hostname: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
