import { describe, expect, test } from '@jest/globals';
import { PostaciError } from '../../core/errors.js';
import type { MessageTemplate } from '../../core/settings.js';
import { checkTemplates, renderTemplate, templateValues } from './template.js';

const values = templateValues({
  group: '**Kedi** Severler',
  customer: '1',
  at: Date.UTC(2026, 2, 29, 22, 5),
  timeZone: 'Europe/Berlin',
  variables: { shop: 'Bakkal', empty: '' },
});

function template(text: string, changes: Partial<MessageTemplate> = {}): MessageTemplate {
  return { id: 'welcome', variants: [text], targets: [], ...changes };
}

function render(text: string, changes: Partial<MessageTemplate> = {}) {
  return renderTemplate(template(text, changes), 0, values);
}

function failure(work: () => unknown): PostaciError {
  try {
    work();
  } catch (error) {
    if (error instanceof PostaciError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('a template', () => {
  test('knows the group, the customer and the local time, over midnight and a clock change', () => {
    const text = '{group} {customer}: {weekday}, {date}, {time}; {day} {month} {year} at {shop}';
    expect(render(text)).toEqual({
      kind: 'text',
      text: '**Kedi** Severler 1: Monday, March 30, 2026, 00:05; 30 March 2026 at Bakkal',
    });
  });

  test.each([
    ['tr', '30 Mart 2026 Pazartesi'],
    ['ru', '30 марта 2026 г. понедельник'],
    ['no such language', 'March 30, 2026 Monday'],
  ])('names days and months in the operator’s language: %s', (language, expected) => {
    const at = Date.UTC(2026, 2, 30, 9);
    const variables = { language };
    const local = templateValues({ group: '', customer: '', at, timeZone: 'UTC', variables });
    expect(renderTemplate(template('{date} {weekday}'), 0, local).text).toBe(expected);
  });

  test('keeps doubled braces as single ones', () => {
    expect(render('{{group}} is {{ shop }}').text).toBe('{group} is { shop }');
  });

  test('marks its own text, never what a value holds', () => {
    expect(render('**{group}**')).toEqual({
      kind: 'text',
      text: '**Kedi** Severler',
      entities: [{ type: 'bold', offset: 0, length: 17 }],
    });
  });

  test('with media is a caption, which may be empty', () => {
    const media = { kind: 'photo', path: '/tmp/cat.jpg' } as const;
    expect(render('{empty}', { media })).toEqual({
      kind: 'media',
      media: 'photo',
      path: '/tmp/cat.jpg',
      text: '',
    });
  });

  test('lets the operator’s own variables win', () => {
    const own = templateValues({
      group: 'x',
      customer: '1',
      at: 0,
      timeZone: 'UTC',
      variables: { group: 'dear all' },
    });
    expect(renderTemplate(template('{group}'), 0, own).text).toBe('dear all');
  });
});

describe('a template that can’t be sent says which and why', () => {
  test('an unknown variable, already before anything is due', () => {
    const unknown = failure(() =>
      checkTemplates({
        templates: [template('hi'), template('{gruop}')],
        variables: { shop: 'x' },
      }),
    );
    expect(unknown.code).toBe('TEMPLATE_INVALID');
    expect(unknown.problem).toBe('Template `welcome` names the unknown variable {gruop}');
    expect(unknown.remedy).toContain('{group}');
    expect(unknown.remedy).toContain('{shop}');
    expect(failure(() => render('{gruop}')).problem).toBe(unknown.problem);
  });

  test('a person’s name is unknown where nobody in particular is spoken to', () => {
    const check = (variables: Record<string, string>) =>
      checkTemplates({ templates: [template('Hi {name}')], variables });
    expect(failure(() => check({})).problem).toContain('unknown variable {name}');
    expect(failure(() => render('Hi {name}')).problem).toContain('unknown variable {name}');
    expect(() => check({ name: 'all' })).not.toThrow();
    const person = templateValues({
      name: '**Ayşe**',
      customer: '1',
      at: 0,
      timeZone: 'UTC',
      variables: {},
    });
    expect(renderTemplate(template('Hi {name}'), 0, person).text).toBe('Hi **Ayşe**');
    const { remedy } = failure(() => renderTemplate(template('{group}'), 0, person));
    expect(remedy).not.toContain('{group},');
  });

  test.each(['toString', '__proto__', 'constructor'])('{%s} is unknown too', (name) => {
    expect(failure(() => render(`{${name}}`)).code).toBe('TEMPLATE_INVALID');
    expect(() => checkTemplates({ templates: [template(`{${name}}`)], variables: {} })).toThrow();
  });

  test('too long once it is rendered', () => {
    expect(render('a'.repeat(4096)).text).toHaveLength(4096);
    const tooLong = failure(() => render(`${'a'.repeat(4090)} {shop}`));
    expect(tooLong.problem).toBe(
      'Template `welcome` becomes 4097 characters long, Telegram takes 4096',
    );
    const media = { kind: 'photo', path: '/tmp/cat.jpg' } as const;
    expect(failure(() => render('a'.repeat(1025), { media })).problem).toContain('takes 1024');
  });

  test('empty once it is rendered', () => {
    expect(failure(() => render(' {empty} ')).problem).toContain('becomes an empty text');
  });
});
