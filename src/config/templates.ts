import { accessSync, constants, statSync } from 'node:fs';
import { dirname, extname, relative, resolve } from 'node:path';
import { MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH } from '../core/content.js';
import type { MessageTarget, MessageTemplate } from '../core/settings.js';
import type { CustomerDocument } from './document.js';
import type { LoadContext } from './load-context.js';
import type { MessageDocument } from './message-document.js';
import type { PathPart } from './parsed-document.js';
import { templateMistake } from './template-text.js';

type WrittenTemplate = MessageDocument['templates'][number];

const PHOTO_ENDINGS = ['.jpg', '.jpeg', '.png', '.webp'];

/** What the templates are checked against. */
export interface TemplateSurroundings {
  readonly document: CustomerDocument;
  readonly context: LoadContext;
  readonly variables: Readonly<Record<string, string>>;
  readonly targets: readonly MessageTarget[];
}

/** Reads the templates; every mistake becomes a problem with its line. */
export function readTemplates(
  written: readonly WrittenTemplate[],
  around: TemplateSurroundings,
): readonly MessageTemplate[] {
  const seen = new Map<string, number>();
  return written.map((template, index) => {
    const reader = new TemplateReader(around, ['templates', index]);
    const id = template.id ?? `template-${index + 1}`;
    const first = seen.get(id);
    if (first !== undefined) {
      reader.problem(`has the same id \`${id}\` as the one on line ${first}`, 'Give each its own', [
        'id',
      ]);
    }
    seen.set(id, first ?? reader.line([]));
    const media = reader.media(template.media);
    return {
      id,
      variants: reader.variants(template, media ? MAX_CAPTION_LENGTH : MAX_TEXT_LENGTH),
      ...(media ? { media } : {}),
      targets: reader.targets(template.targets ?? []),
    };
  });
}

class TemplateReader {
  constructor(
    readonly around: TemplateSurroundings,
    readonly path: readonly PathPart[],
  ) {}

  line(path: readonly PathPart[]): number {
    const { document } = this.around;
    // A file that is only a list of templates has them at its top.
    const at = Array.isArray(document.root) ? this.path.slice(1) : this.path;
    return document.lineOf([...at, ...path]);
  }

  problem(what: string, remedy: string, path: readonly PathPart[]): void {
    const { context, document } = this.around;
    const name = [...this.path, ...path].join('.');
    context.problems.add(
      `${document.file}:${this.line(path)} \`${name}\` ${what}`,
      remedy,
      'TEMPLATE_INVALID',
    );
  }

  variants(template: WrittenTemplate, limit: number): readonly string[] {
    const variants = [
      ...(template.text === undefined ? [] : [template.text]),
      ...(template.variants ?? []),
    ];
    if (variants.length === 0 && template.media !== undefined) return [''];
    if (variants.length === 0) this.problem('says nothing', 'Give it text or variants', []);
    const before = template.text === undefined ? 0 : 1;
    variants.forEach((text, index) => {
      const path = index < before ? ['text'] : ['variants', index - before];
      const needed = template.media === undefined;
      const mistake = templateMistake(text, {
        limit,
        needed,
        variables: this.around.variables,
        place: 'post',
      });
      if (mistake) this.problem(mistake.problem, mistake.remedy, path);
    });
    return variants;
  }

  media(written: WrittenTemplate['media']): MessageTemplate['media'] {
    if (!written) return undefined;
    const name = written.photo ?? written.document ?? written.path ?? '';
    const photo = PHOTO_ENDINGS.includes(extname(name).toLowerCase());
    const asDocument = written.document !== undefined || (written.photo === undefined && !photo);
    const path = resolve(dirname(this.around.document.path), name);
    if (!isReadableFile(path)) {
      const shown = relative(this.around.context.folders.cwd, path);
      const remedy = 'Put the file there; paths start at the folder of the messages file';
      this.problem(`names ${shown}, which is no readable file`, remedy, ['media']);
    }
    return { kind: asDocument ? 'document' : 'photo', path };
  }

  /** Templates name targets as people do; they are given back as the target itself is written. */
  targets(written: readonly string[]): readonly string[] {
    return written.map((name, index) => {
      const bare = (text: string) => text.trim().replace(/^@/, '').toLowerCase();
      const target = this.around.targets.find((one) => bare(one.written) === bare(name));
      if (!target) {
        const remedy = 'Write it as in GROUP_LINKS or under targets';
        this.problem(`names \`${name}\`, which is not among the targets`, remedy, [
          'targets',
          index,
        ]);
      }
      return target?.written ?? name;
    });
  }
}

function isReadableFile(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
