// When what was proposed is stored: the end of what many cases measure.

/** Knows when an intent was committed, by the wall clock, and to whom. */
export class Proposals {
  #onCommitted = () => {};

  /** Resolves with the moment at which the next intent for a chat is committed. */
  next(peer) {
    return new Promise((resolve) => {
      this.#onCommitted = (peers) => {
        if (peers.includes(peer)) resolve(performance.now());
      };
    });
  }

  watch(real, activity) {
    const transaction = async (work) => {
      const peers = [];
      const result = await real.transaction((tx) =>
        work({
          schema: tx.schema,
          query: (sql, params) => {
            // The outbox's own order of columns: the seventh is the peer.
            if (/^\s*insert into \S+\.outbox /.test(sql)) peers.push(params[6]);
            return tx.query(sql, params);
          },
        }),
      );
      if (peers.length > 0) this.#onCommitted(peers);
      return result;
    };
    return {
      kind: real.kind,
      schema: real.schema,
      query: (sql, params) => activity.track(real.query(sql, params)),
      transaction: (work) => activity.track(transaction(work)),
      close: () => real.close(),
    };
  }
}
