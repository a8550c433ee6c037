/** Texts that are kept for a while, and may be lost at any time: never the truth. */
export interface Cache {
  /** Never rejects: what cannot be had is not there. */
  get(key: string): Promise<string | undefined>;
  /**
   * Keeps it for so long, in the place of what the key had. Never rejects.
   * @param ttlMs 0 or less: it is not kept
   */
  set(key: string, value: string, ttlMs: number): Promise<void>;
}
