import type { TlObject, TlValue } from '../../rpc.js';
import { ByteWriter } from './byte-writer.js';
import { vectorId } from './constructor-ids.js';
import type { TlDefinition, TlParameter, TlType } from './definition.js';
import type { Layer } from './layers/layer.js';
import { scalarWriters, type WriteValue } from './scalars.js';
import { errorWithin, TlError } from './tl-error.js';
import { isTlObject } from './tl-object.js';

interface CompiledConstructor {
  readonly id: number;
  readonly result: TlType;
  readonly writeBody: (writer: ByteWriter, object: TlObject) => void;
}

interface CompiledField {
  readonly name: string;
  readonly write: WriteValue;
  /** Which flags word and bits decide whether it is written; 0 = always. */
  readonly flags: string;
  readonly mask: number;
  readonly isTrue: boolean;
}

/**
 * Encodes by name in one layer's schema: drops fields that the layer lacks, defaults scalars that
 * are missing, and throws TlError with the field's path on a value of the wrong type.
 * Constructors are compiled at their first use.
 */
export class Encoder {
  readonly #definitions: ReadonlyMap<string, TlDefinition>;
  readonly #compiled = new Map<string, CompiledConstructor>();
  readonly #writers = new Map<TlType, WriteValue>();
  readonly #forms: Layer['forms'];

  /** @param forms puts objects of these names into the layer's words */
  constructor(definitions: ReadonlyMap<string, TlDefinition>, forms: Layer['forms'] = {}) {
    this.#definitions = definitions;
    this.#forms = forms;
  }

  /** @returns the boxed object: its id, then its fields. */
  encode(object: TlObject): Buffer {
    const writer = new ByteWriter();
    this.writeBoxed(writer, object);
    return writer.result();
  }

  /** @returns a method's result, encoded as its definition declares it. */
  encodeResult(method: string, value: TlValue): Buffer {
    const definition = this.#definitions.get(method);
    if (!definition) throw new TlError(`the schema has no method ${method}`);
    const writer = new ByteWriter();
    try {
      this.#writer(definition.result)(writer, value);
    } catch (error) {
      throw errorWithin(error, `${method}()`);
    }
    return writer.result();
  }

  /** Writes the id and the fields of an object of any type, or of `expected` alone. */
  writeBoxed(writer: ByteWriter, object: TlValue | undefined, expected?: string): void {
    if (!isTlObject(object)) {
      throw new TlError(
        object === undefined
          ? `is missing, expected ${expected ?? 'an object'}`
          : `expected ${expected ?? 'an object'}, found ${typeof object}`,
      );
    }
    const compiled = this.#lookUp(object._);
    if (expected !== undefined && !isType(compiled.result, expected)) {
      throw new TlError(`expected ${expected}, found ${object._}`);
    }
    writer.int(compiled.id);
    compiled.writeBody(writer, this.#forms[object._]?.(object) ?? object);
  }

  #lookUp(name: string): CompiledConstructor {
    const known = this.#compiled.get(name);
    if (known) return known;
    const definition = this.#definitions.get(name);
    if (!definition) throw new TlError(`the schema has no ${name}`);
    const fields = definition.parameters.map((parameter) => this.#field(parameter));
    const compiled: CompiledConstructor = {
      id: definition.id,
      result: definition.result,
      writeBody: (writer, object) => writeFields(writer, object, fields),
    };
    this.#compiled.set(name, compiled);
    return compiled;
  }

  #field({ name, type, condition }: TlParameter): CompiledField {
    const isFlags = type.kind === 'scalar' && type.scalar === '#';
    return {
      name,
      write: this.#writer(type),
      flags: isFlags ? name : (condition?.flags ?? ''),
      mask: condition ? (1 << condition.bit) >>> 0 : 0,
      isTrue: type.kind === 'scalar' && type.scalar === 'true',
    };
  }

  #writer(type: TlType): WriteValue {
    const known = this.#writers.get(type);
    if (known) return known;
    const writer = this.#compileWriter(type);
    this.#writers.set(type, writer);
    return writer;
  }

  #compileWriter(type: TlType): WriteValue {
    switch (type.kind) {
      case 'scalar':
        return scalarWriters[type.scalar];
      case 'vector':
        return writeVector(this.#writer(type.item), type.boxed);
      case 'bare':
        return (writer, value) => {
          if (!isTlObject(value)) throw new TlError(`is missing, expected ${type.constructorName}`);
          this.#lookUp(type.constructorName).writeBody(writer, value);
        };
      case 'boxed':
        return (writer, value) => this.writeBoxed(writer, value, type.typeName);
      case 'any':
        return (writer, value) => this.writeBoxed(writer, value);
    }
  }
}

function isType(type: TlType, name: string): boolean {
  return type.kind === 'boxed' && type.typeName === name;
}

function writeVector(writeItem: WriteValue, boxed: boolean): WriteValue {
  return (writer, value = []) => {
    if (!Array.isArray(value)) throw new TlError(`expected a vector, found ${typeof value}`);
    if (boxed) writer.int(vectorId);
    writer.int(value.length);
    for (let index = 0; index < value.length; index++) {
      try {
        writeItem(writer, value[index]);
      } catch (error) {
        throw errorWithin(error, `[${index}]`);
      }
    }
  };
}

/**
 * Several fields may share one bit: it is set when any of them is there, and then all are written,
 * the missing ones with their defaults, because a reader expects them all.
 */
function flagsWord(object: TlObject, word: string, fields: readonly CompiledField[]): number {
  let bits = 0;
  for (const field of fields) {
    if (field.mask === 0 || field.flags !== word) continue;
    const value = object[field.name];
    if (field.isTrue ? value === true : value !== undefined) bits |= field.mask;
  }
  return bits >>> 0;
}

function writeFields(writer: ByteWriter, object: TlObject, fields: readonly CompiledField[]): void {
  const words = new Map<string, number>();
  for (const field of fields) {
    if (field.mask === 0 && field.flags !== '') {
      const word = flagsWord(object, field.name, fields);
      words.set(field.name, word);
      writer.int(word);
      continue;
    }
    if (field.mask !== 0 && ((words.get(field.flags) ?? 0) & field.mask) === 0) continue;
    try {
      field.write(writer, object[field.name]);
    } catch (error) {
      throw errorWithin(error, `${object._}.${field.name}`);
    }
  }
}
