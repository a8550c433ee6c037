import { type Document, isMap, isPair, isScalar, parseDocument } from 'yaml';
import type { WrittenValue } from './written-value.js';

/**
 * Sets or takes out one key at the top of a YAML text; order and remarks stay.
 * @param value undefined takes it out
 */
export function editYaml(text: string, name: string, value: WrittenValue | undefined): string {
  const document: Document = parseDocument(text);
  const { contents } = document;
  // Keys of other kinds than texts are found by what they say.
  const pair = isMap(contents)
    ? contents.items.find(({ key }) => String(isScalar(key) ? key.value : key) === name)
    : undefined;
  if (value === undefined) {
    if (!isMap(contents) || !pair) return text;
    contents.delete(pair.key);
  } else if (pair && isPair(pair) && isScalar(pair.value) && !Array.isArray(value)) {
    // Its remarks stay; how the old value was written (in quotes, as 0x10) goes with it.
    const { comment, commentBefore } = pair.value;
    const node = document.createNode(value);
    pair.value = Object.assign(node, comment && { comment }, commentBefore && { commentBefore });
  } else {
    if (!isMap(contents)) document.contents = document.createNode({});
    document.set(pair?.key ?? name, document.createNode(value));
    // `{}` stood for nothing at all.
    if (isMap(document.contents) && document.contents.items.length === 1) {
      document.contents.flow = false;
    }
  }
  const edited = document.toString({ lineWidth: 0 });
  return text.includes('\r\n') ? edited.replaceAll('\n', '\r\n') : edited;
}
