const secrets = new Set<string>();

/** Keeps a secret out of all that is said to the person: errors, `--verbose`, sentences. */
export function conceal(secret: string | undefined): void {
  // What is shorter is no secret, and would tear words apart.
  if (secret !== undefined && secret.length >= 4) secrets.add(secret);
}

/** The variables for a program that is started from here, such as the pager: without the secrets. */
export function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value === undefined || !secrets.has(value)));
}

/** The text without the secrets of this process, also where they stand as in JSON or in a URL. */
export function concealed(text: string): string {
  let safe = text;
  for (const secret of secrets) {
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]))
      safe = safe.replaceAll(form, '***');
  }
  return safe;
}
