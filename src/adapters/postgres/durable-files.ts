import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What Emscripten's file system on Node knows of an open file; a directory has no descriptor of its own. */
interface OpenFile {
  readonly nfd?: number;
  readonly node: object;
}

interface NodeFiles {
  realPath(node: object): string;
  readonly stream_ops: { fsync?: (file: OpenFile) => number };
}

/**
 * PGlite's files in a directory, flushed to the disk whenever PostgreSQL asks. Without it `fsync` does
 * nothing there, and a power cut could take back a commit: messages would be sent twice.
 */
export class DurableFiles extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]) {
    const ready = await super.init(pg, options);
    ready.emscriptenOpts.preRun?.push((module: { NODEFS: NodeFiles }) => {
      const files = module.NODEFS;
      files.stream_ops.fsync = (file) => flush(file, files);
    });
    return ready;
  }
}

function flush(file: OpenFile, files: NodeFiles): number {
  if (file.nfd !== undefined) {
    fsyncSync(file.nfd);
    return 0;
  }
  const directory = openSync(files.realPath(file.node), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
  return 0;
}
