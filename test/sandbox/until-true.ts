/**
 * Looks again and again until the condition holds.
 * @throws Error after twenty-five seconds, which are nothing on a busy machine.
 */
export async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = Date.now() + 25_000;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error('it did not come true within 25 seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
