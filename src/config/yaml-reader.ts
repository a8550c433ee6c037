import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { SyntaxProblem } from './json-reader.js';
import type { ParsedDocument, PathPart } from './parsed-document.js';

/**
 * Reads YAML 1.2, keeping every value's line: that of its key, where it has one.
 * @throws SyntaxProblem
 */
export function readYaml(text: string): ParsedDocument {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = counter.linePos(error.pos[0]);
    throw new SyntaxProblem(decapitalise(error.message), line, col);
  }
  const lines = new Map<string, number>();
  walk(document.contents, [], (node, path) => {
    const at = path.join('\0');
    if (node.range && !lines.has(at)) lines.set(at, counter.linePos(node.range[0]).line);
  });
  return { root: document.toJS({ maxAliasCount: 100 }), lines };
}

function walk(
  node: unknown,
  path: readonly PathPart[],
  visit: (node: Node, path: readonly PathPart[]) => void,
): void {
  if (!isNode(node)) return;
  visit(node, path);
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      const at = [...path, name];
      if (isNode(key)) visit(key, at);
      walk(value, at, visit);
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, index) => {
      walk(item, [...path, index], visit);
    });
  }
}

function decapitalise(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
