/** How many differences are multiplied before their divisor is looked for. */
const BATCH = 64;

/**
 * The two prime factors of a product, the smaller one first, by Brent's method.
 * @see https://doi.org/10.1007/BF01933190
 */
export function factorsOf(product: bigint): readonly [bigint, bigint] {
  for (let increment = 1n; ; increment++) {
    const found = divisorOf(product, increment);
    // Both factors in one step are neither: another sequence tells them apart.
    if (found === product) continue;
    const other = product / found;
    return found < other ? [found, other] : [other, found];
  }
}

function divisorOf(product: bigint, increment: bigint): bigint {
  const next = (value: bigint) => (value * value + increment) % product;
  const apart = (a: bigint, b: bigint) => (a > b ? a - b : b - a);
  let hare = 2n;
  for (let length = 1; ; length *= 2) {
    const tortoise = hare;
    for (let step = 0; step < length; step++) hare = next(hare);
    for (let done = 0; done < length; done += BATCH) {
      const before = hare;
      let differences = 1n;
      for (let step = done; step < Math.min(length, done + BATCH); step++) {
        hare = next(hare);
        differences = (differences * apart(tortoise, hare)) % product;
      }
      if (commonDivisor(differences, product) === 1n) continue;
      for (let again = next(before); ; again = next(again)) {
        const found = commonDivisor(apart(tortoise, again), product);
        if (found > 1n) return found;
      }
    }
  }
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
