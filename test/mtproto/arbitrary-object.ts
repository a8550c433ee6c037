import fc from 'fast-check';
import type {
  TlDefinition,
  TlParameter,
  TlScalar,
  TlType,
} from '../../src/sandbox/mtproto/codec/definition.js';
import type { TlObject, TlValue } from '../../src/sandbox/rpc.js';

const scalars: Readonly<Record<Exclude<TlScalar, '#'>, fc.Arbitrary<TlValue>>> = {
  int: fc.integer(),
  long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  double: fc.double({ noNaN: true }),
  string: fc.string({ unit: 'grapheme', maxLength: 300 }),
  bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  int128: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes)),
  int256: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  Bool: fc.boolean(),
  true: fc.constant(true),
};

/** Draws values that fit a schema; deep ones end in the shallowest constructor of their type. */
export class ObjectDrawer {
  readonly #byType = new Map<string, TlDefinition[]>();
  readonly #byName = new Map<string, TlDefinition>();
  readonly #heights = new Map<string, number>();

  constructor(constructors: readonly TlDefinition[]) {
    for (const definition of constructors) {
      this.#byName.set(definition.name, definition);
      if (definition.result.kind !== 'boxed') continue;
      const siblings = this.#byType.get(definition.result.typeName) ?? [];
      this.#byType.set(definition.result.typeName, [...siblings, definition]);
    }
    this.#measureHeights();
  }

  /** An object of this constructor. Fields that share a bit are there together or not at all. */
  draw(gen: fc.GeneratorValue, definition: TlDefinition, depth = 3): TlObject {
    const object: Record<string, TlValue> & { _: string } = { _: definition.name };
    const bits = new Map<string, boolean>();
    for (const parameter of definition.parameters) {
      if (parameter.type.kind === 'scalar' && parameter.type.scalar === '#') continue;
      if (!this.#isPresent(gen, parameter, bits)) continue;
      object[parameter.name] = this.#value(gen, parameter.type, depth);
    }
    return object;
  }

  #isPresent(
    gen: fc.GeneratorValue,
    { condition }: TlParameter,
    bits: Map<string, boolean>,
  ): boolean {
    if (!condition) return true;
    const bit = `${condition.flags}.${condition.bit}`;
    const present = bits.get(bit) ?? gen(fc.boolean);
    bits.set(bit, present);
    return present;
  }

  #value(gen: fc.GeneratorValue, type: TlType, depth: number): TlValue {
    switch (type.kind) {
      case 'scalar':
        return type.scalar === '#' ? 0 : gen(() => scalars[type.scalar as 'int']);
      case 'vector': {
        const length = depth <= 0 ? 0 : gen(fc.nat, { max: 2 });
        return Array.from({ length }, () => this.#value(gen, type.item, depth - 1));
      }
      case 'bare':
        return this.draw(gen, this.#named(type.constructorName), depth - 1);
      case 'boxed':
        return this.draw(gen, this.#choose(gen, type.typeName, depth), depth - 1);
      case 'any':
        return { _: 'inputPeerSelf' };
    }
  }

  #named(name: string): TlDefinition {
    const definition = this.#byName.get(name);
    if (!definition) throw new Error(`no constructor ${name}`);
    return definition;
  }

  #choose(gen: fc.GeneratorValue, typeName: string, depth: number): TlDefinition {
    const all = this.#byType.get(typeName) ?? [];
    const height = (definition: TlDefinition): number =>
      this.#heights.get(definition.name) ?? Number.POSITIVE_INFINITY;
    const shallowest = all.toSorted((a, b) => height(a) - height(b))[0];
    if (!shallowest) throw new Error(`no constructor of ${typeName}`);
    if (depth <= 0) return shallowest;
    return all[gen(fc.nat, { max: all.length - 1 })] ?? shallowest;
  }

  #measureHeights(): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const definition of this.#byName.values()) {
        const height = this.#heightOf(definition);
        if (height < (this.#heights.get(definition.name) ?? Number.POSITIVE_INFINITY)) {
          this.#heights.set(definition.name, height);
          changed = true;
        }
      }
    }
  }

  #heightOf(definition: TlDefinition): number {
    const needed = definition.parameters.filter(({ condition }) => !condition);
    return 1 + Math.max(0, ...needed.map(({ type }) => this.#heightOfType(type)));
  }

  #heightOfType(type: TlType): number {
    if (type.kind === 'boxed') {
      const heights = (this.#byType.get(type.typeName) ?? []).map(
        ({ name }) => this.#heights.get(name) ?? Number.POSITIVE_INFINITY,
      );
      return Math.min(Number.POSITIVE_INFINITY, ...heights);
    }
    if (type.kind === 'bare') {
      return this.#heights.get(type.constructorName) ?? Number.POSITIVE_INFINITY;
    }
    return 0;
  }
}
