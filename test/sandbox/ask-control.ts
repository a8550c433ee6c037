/** What a control endpoint answers. */
export interface ControlAnswer {
  readonly status: number;
  readonly content: unknown;
}

/** Asks a sandbox's control endpoint; a string body is sent as it is. */
export async function askControl(
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<ControlAnswer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, { method, ...(body ? { body: text } : {}) });
  const content: unknown = await response.json();
  return { status: response.status, content };
}
