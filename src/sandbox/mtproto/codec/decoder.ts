import { unzipSync } from 'node:zlib';
import type { TlObject, TlValue } from '../../rpc.js';
import { ByteReader } from './byte-reader.js';
import { gzipPackedId, vectorId } from './constructor-ids.js';
import type { TlDefinition, TlParameter, TlType } from './definition.js';
import { type ReadValue, scalarReaders } from './scalars.js';
import { errorWithin, TlError, UnknownConstructorError } from './tl-error.js';

/** What a packed object may grow to: a small packet must not fill the memory. */
const largestInflatedBytes = 16 * 1024 * 1024;

interface CompiledConstructor {
  readonly name: string;
  readonly result: TlType;
  readonly readBody: (reader: ByteReader) => TlObject;
}

interface CompiledField {
  readonly name: string;
  readonly read: ReadValue;
  readonly isFlags: boolean;
  readonly flags: string;
  readonly mask: number;
  /** False for a field that the base layer does not have: read, then dropped. */
  readonly kept: boolean;
}

type Adapter = (object: TlObject) => TlObject;

/** Another layer's definitions, and how its calls are put into the base layer's words. */
export interface ForeignLayer {
  readonly definitions: readonly TlDefinition[];
  readonly calls: Readonly<Record<string, Adapter>>;
}

/**
 * Unpacks gzip, or the zlib form that mtcute sends in its place.
 * @throws TlError when the bytes are neither or would grow beyond 16 MB.
 */
export function gunzip(packed: Uint8Array): Buffer {
  try {
    return unzipSync(packed, { maxOutputLength: largestInflatedBytes });
  } catch (error) {
    throw new TlError(`gzip_packed cannot be unpacked: ${String(error)}`);
  }
}

/**
 * Decodes by id, whatever layer the id belongs to, into the words of the base layer.
 * Packed objects (`gzip_packed`) are unpacked wherever they stand.
 */
export class Decoder {
  readonly #byId = new Map<number, TlDefinition>();
  readonly #byName = new Map<string, TlDefinition>();
  readonly #compiled = new Map<number, CompiledConstructor>();
  readonly #readers = new Map<TlType, ReadValue>();
  readonly #base: ReadonlyMap<string, TlDefinition>;

  readonly #adapters = new Map<number, Adapter>();

  /**
   * @param base the definitions of the layer whose words are used.
   * @param others what differs in other layers.
   */
  constructor(base: ReadonlyMap<string, TlDefinition>, others: readonly ForeignLayer[] = []) {
    this.#base = base;
    for (const { definitions, calls } of others) {
      for (const definition of definitions) {
        this.#add(definition);
        const adapter = calls[definition.name];
        if (adapter) this.#adapters.set(definition.id, adapter);
      }
    }
    for (const definition of base.values()) this.#add(definition);
  }

  #add(definition: TlDefinition): void {
    this.#byId.set(definition.id, definition);
    this.#byName.set(definition.name, definition);
  }

  /** @throws UnknownConstructorError, or TlError with the path of the field. */
  decode(bytes: Buffer): TlObject {
    return this.readBoxed(new ByteReader(bytes));
  }

  /** Reads a method's result as its definition in the base layer declares it. */
  decodeResult(method: string, bytes: Buffer): TlValue {
    const definition = this.#base.get(method);
    if (!definition) throw new TlError(`the schema has no method ${method}`);
    return this.#reader(definition.result)(new ByteReader(bytes));
  }

  /** Reads an id and the fields that belong to it; of `expected` alone when it is given. */
  readBoxed(reader: ByteReader, expected?: string): TlObject {
    const id = reader.uint();
    if (id === gzipPackedId) {
      return this.readBoxed(new ByteReader(gunzip(reader.bytesView())), expected);
    }
    const compiled = this.#lookUp(id);
    const { result } = compiled;
    if (expected !== undefined && !(result.kind === 'boxed' && result.typeName === expected)) {
      throw new TlError(`expected ${expected}, found ${compiled.name}`);
    }
    return compiled.readBody(reader);
  }

  #lookUp(id: number): CompiledConstructor {
    const known = this.#compiled.get(id);
    if (known) return known;
    const definition = this.#byId.get(id);
    if (!definition) throw new UnknownConstructorError(id);
    const compiled = this.#compile(definition);
    this.#compiled.set(id, compiled);
    return compiled;
  }

  #compile(definition: TlDefinition): CompiledConstructor {
    const { name, result } = definition;
    const adapter = this.#adapters.get(definition.id);
    const base = adapter ? undefined : this.#base.get(name);
    const words = base && new Set(base.parameters.map((parameter) => parameter.name));
    const fields = definition.parameters.map((parameter) =>
      this.#field(parameter, words?.has(parameter.name) ?? true),
    );
    const readBody = (reader: ByteReader): TlObject => readFields(reader, name, fields);
    return {
      name,
      result,
      readBody: adapter ? (reader) => adapter(readBody(reader)) : readBody,
    };
  }

  #field({ name, type, condition }: TlParameter, kept: boolean): CompiledField {
    return {
      name,
      read: this.#reader(type),
      isFlags: type.kind === 'scalar' && type.scalar === '#',
      flags: condition?.flags ?? '',
      mask: condition ? (1 << condition.bit) >>> 0 : 0,
      kept,
    };
  }

  #reader(type: TlType): ReadValue {
    const known = this.#readers.get(type);
    if (known) return known;
    const reader = this.#compileReader(type);
    this.#readers.set(type, reader);
    return reader;
  }

  #compileReader(type: TlType): ReadValue {
    switch (type.kind) {
      case 'scalar':
        return scalarReaders[type.scalar];
      case 'vector':
        return readVector(this.#reader(type.item), type.boxed);
      case 'bare':
        return (reader) => this.#bare(type.constructorName).readBody(reader);
      case 'boxed':
        return (reader) => this.readBoxed(reader, type.typeName);
      case 'any':
        return (reader) => this.readBoxed(reader);
    }
  }

  #bare(name: string): CompiledConstructor {
    const definition = this.#byName.get(name);
    if (!definition) throw new TlError(`the schema has no ${name}`);
    return this.#lookUp(definition.id);
  }
}

function readVector(readItem: ReadValue, boxed: boolean): ReadValue {
  return (reader) => {
    if (boxed && reader.uint() !== vectorId) throw new TlError('expected a vector');
    const count = reader.uint();
    // Each item has four bytes or more, so that a false count cannot make a huge array.
    if (count > reader.remaining / 4) throw new TlError(`a vector of ${count} does not fit`);
    const items: TlValue[] = [];
    for (let index = 0; index < count; index++) {
      try {
        items.push(readItem(reader));
      } catch (error) {
        throw errorWithin(error, `[${index}]`);
      }
    }
    return items;
  };
}

function readFields(reader: ByteReader, name: string, fields: readonly CompiledField[]): TlObject {
  const object: Record<string, TlValue> & { _: string } = { _: name };
  const words = new Map<string, number>();
  for (const field of fields) {
    if (field.isFlags) {
      words.set(field.name, reader.uint());
      continue;
    }
    if (field.mask !== 0 && ((words.get(field.flags) ?? 0) & field.mask) === 0) continue;
    try {
      const value = field.read(reader);
      if (field.kept) object[field.name] = value;
    } catch (error) {
      throw errorWithin(error, `${name}.${field.name}`);
    }
  }
  return object;
}
