/** Does an address that is listened on belong to this machine alone? */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/i.test(host);
}

/**
 * Does a `Host` header name this machine, by a name that no foreign page can have? Pages of a domain whose
 * address was changed to 127.0.0.1 after they were loaded (DNS rebinding) still send their own name.
 */
export function namesLoopback(host: string): boolean {
  const [, bracketed, plain] = /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d{1,5})?$/i.exec(host) ?? [];
  return isLoopback((bracketed ?? plain ?? '').toLowerCase());
}

/** Is an `Origin` header one of this machine? `null`, and whatever is no address, is not. */
export function isLoopbackOrigin(origin: string): boolean {
  const [, host] = /^https?:\/\/(.+)$/i.exec(origin) ?? [];
  return host !== undefined && namesLoopback(host);
}
