/** Middle and tail of a list of figures, rounded to a tenth. */
export function summarise(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const round = (figure) => Math.round(figure * 10) / 10;
  return { count: sorted.length, median: round(at(0.5)), p99: round(at(0.99)), max: round(at(1)) };
}
