import type { TlObject, TlValue } from '../../rpc.js';
import { apiSchema } from './api-schema.js';
import { Decoder } from './decoder.js';
import { parseDefinitions, type TlDefinition } from './definition.js';
import { Encoder } from './encoder.js';
import type { Layer } from './layers/layer.js';
import { layer144 } from './layers/layer-144.js';
import { layer227 } from './layers/layer-227.js';
import { serviceSchema } from './service-schema.js';

/** The layer whose words the sandbox speaks: the one of the API schema's text. */
export const baseLayer = 198;

function byName(definitions: Iterable<TlDefinition>): Map<string, TlDefinition> {
  const map = new Map<string, TlDefinition>();
  for (const definition of definitions) map.set(definition.name, definition);
  return map;
}

/** Has constructors that a layer lacks written as others that it has. */
function withStandIns(
  definitions: Map<string, TlDefinition>,
  standIns: Layer['standIns'],
): Map<string, TlDefinition> {
  for (const [name, standIn] of Object.entries(standIns)) {
    const definition = definitions.get(standIn);
    if (definition) definitions.set(name, definition);
  }
  return definitions;
}

/**
 * Reads calls of every known layer and writes answers in the caller's: the base schema, with the
 * definitions that differ in an older and in a newer layer laid over it. A layer between two known
 * ones is served as the nearest.
 */
export class Codec {
  static #shared: Codec | undefined;
  readonly #decoder: Decoder;
  readonly #encoders: ReadonlyMap<number, Encoder>;
  readonly #results: ReadonlyMap<number, Layer['results']>;

  constructor() {
    const base = byName(parseDefinitions(`${serviceSchema}\n${apiSchema}`));
    const others = [layer144, layer227].map((layer) => ({
      ...layer,
      definitions: parseDefinitions(layer.definitions),
    }));
    this.#decoder = new Decoder(base, others);
    this.#encoders = new Map([
      [baseLayer, new Encoder(base)],
      ...others.map(
        ({ number, definitions, standIns, forms }) =>
          [
            number,
            new Encoder(withStandIns(byName([...base.values(), ...definitions]), standIns), forms),
          ] as const,
      ),
    ]);
    this.#results = new Map(others.map(({ number, results }) => [number, results]));
  }

  /** The process's one: it keeps nothing of what it read, and to parse the schemas takes 20 ms. */
  static shared(): Codec {
    Codec.#shared ??= new Codec();
    return Codec.#shared;
  }

  /** @throws UnknownConstructorError, or TlError with the path of the field. */
  decode(bytes: Buffer): TlObject {
    return this.#decoder.decode(bytes);
  }

  /** Reads a method's result in the base layer, for those who play the client. */
  decodeResult(method: string, bytes: Buffer): TlValue {
    return this.#decoder.decodeResult(method, bytes);
  }

  /** @throws TlError with the path of a field whose value does not fit. */
  encode(object: TlObject, layer = baseLayer): Buffer {
    return this.#encoder(this.nearestLayer(layer)).encode(object);
  }

  /** Encodes what a method answers: an object, a Vector or a bare Bool. */
  encodeResult(method: string, value: TlValue, layer = baseLayer): Buffer {
    const nearest = this.nearestLayer(layer);
    const adapter = this.#results.get(nearest)?.[method];
    return this.#encoder(nearest).encodeResult(method, adapter ? adapter(value) : value);
  }

  /** The known layer that stands for this one: equal answers mean equal encodings. */
  nearestLayer(layer: number): number {
    let nearest = baseLayer;
    for (const known of this.#encoders.keys()) {
      if (Math.abs(known - layer) < Math.abs(nearest - layer)) nearest = known;
    }
    return nearest;
  }

  #encoder(layer: number): Encoder {
    const encoder = this.#encoders.get(layer);
    if (!encoder) throw new Error(`no encoder for layer ${layer}`);
    return encoder;
  }
}
