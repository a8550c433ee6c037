/**
 * Looks again and again until the condition holds.
 * @param withinMs less than the test may take; twenty-five seconds are nothing on a busy machine
 * @throws Error after that time
 */
export async function untilTrue(
  condition: () => boolean | Promise<boolean>,
  withinMs = 25_000,
): Promise<void> {
  const endMs = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > endMs)
      throw new Error(`it did not come true within ${withinMs / 1_000} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
