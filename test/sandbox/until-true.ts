/**
 * Looks again and again until the condition holds.
 * @throws Error after ten seconds.
 */
export async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error('it did not come true within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
