/** @returns what is wrong with the address of an endpoint, with the remedy; undefined when nothing is. */
export function faultOfAddress(baseUrl: string): string | undefined {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return 'OPENAI_BASE_URL is no address: set it to one, e.g. http://localhost:11434/v1';
  }
  if (url.username !== '' || url.password !== '') {
    return 'OPENAI_BASE_URL has a name or password in it, which is not sent: put the key into OPENAI_API_KEY';
  }
  return undefined;
}
