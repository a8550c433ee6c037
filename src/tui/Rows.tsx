import { useContext, useLayoutEffect } from 'react';
import { CanvasContext } from './screen/canvas.js';

/** Rows of the screen, drawn already, each in its place; a view fills all of its places. */
export function Rows(props: { readonly from?: number; readonly rows: readonly string[] }): null {
  const { from = 0, rows } = props;
  const canvas = useContext(CanvasContext);
  useLayoutEffect(() => canvas.put(from, rows), [canvas, from, rows]);
  return null;
}
