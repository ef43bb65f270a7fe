import fc from 'fast-check';
import { FIELDS } from '../../../../nodes/Paragon/jira/fields.ts';
import { checkChange, checkDescription, toSpec } from '../../../../nodes/Paragon/jira/spec.ts';
import { JUNK } from '../../support/junk.mts';
import { invalidInputOf, readOrRefused } from '../../support/thrown.mts';

const DOCUMENT = { version: 1, type: 'doc', content: [] };

test('all that was given goes by the names of Jira, and nothing else', () => {
	expect(toSpec({})).toEqual({ project: undefined, issueType: undefined, fields: {} });
	const given = {
		project: 'OPS',
		issueType: 'Task',
		summary: 's',
		assignee: 'u',
		labels: ['a'],
		parent: 'OPS-1',
		priority: 'High',
		status: 'Done',
		customFields: { customfield_1: 'x' },
	};
	expect(toSpec(given)).toEqual({
		project: 'OPS',
		issueType: 'Task',
		status: 'Done',
		fields: {
			summary: 's',
			assignee: { accountId: 'u' },
			labels: ['a'],
			parent: { key: 'OPS-1' },
			priority: 'High',
			customfield_1: 'x',
		},
	});
	expect(toSpec({ labels: [] }).fields).toEqual({ labels: [] });
});

test('a description is written in its format', () => {
	const described = (given: Parameters<typeof toSpec>[0]) =>
		JSON.stringify(toSpec(given).fields.description);
	expect(described({ description: '*a*' })).toContain(
		'{"type":"text","text":"a","marks":[{"type":"em"}]}',
	);
	expect(described({ description: '*a*', descriptionFormat: 'markdown' })).toContain('"em"');
	expect(described({ description: '*a*', descriptionFormat: 'text' })).toContain('"text":"*a*"');
	expect(described({ descriptionFormat: 'adf', descriptionAdf: DOCUMENT })).toBe(
		JSON.stringify(DOCUMENT),
	);
	expect(described({ description: '' })).toBe('null');
	expect(described({})).toBeUndefined();
	expect(described({ descriptionAdf: DOCUMENT })).toBe(JSON.stringify(DOCUMENT));
	expect(described({ description: 'a', descriptionFormat: 'adf' })).toBeUndefined();
});

test('a document has to be one', () => {
	const check = (descriptionAdf: object) =>
		checkDescription({ descriptionFormat: 'adf', descriptionAdf } as never);
	expect(() => check(DOCUMENT)).not.toThrow();
	expect(() => checkDescription({ descriptionFormat: 'adf' })).not.toThrow();
	expect(() => checkDescription({ descriptionAdf: DOCUMENT })).not.toThrow();
	for (const wrong of [
		{},
		{ ...DOCUMENT, version: '1' },
		{ ...DOCUMENT, type: 'paragraph' },
		{ ...DOCUMENT, content: {} },
	]) {
		expect(invalidInputOf(() => check(wrong)).field).toBe('Description (JSON)');
	}
});

test.each<[given: Parameters<typeof checkDescription>[0], field: string]>([
	[{ descriptionFormat: 'text', descriptionAdf: DOCUMENT }, 'Description (JSON)'],
	[
		{ descriptionFormat: 'markdown', description: 'a', descriptionAdf: DOCUMENT },
		'Description (JSON)',
	],
	[{ description: 'a', descriptionAdf: DOCUMENT }, 'Description (JSON)'],
	[{ descriptionAdf: {} }, 'Description (JSON)'],
	[{ descriptionFormat: 'adf', description: 'a' }, 'Description'],
])('a description that would be passed over is refused: %j', (given, field) =>
	expect(invalidInputOf(() => checkDescription(given)).field).toBe(field),
);

test('a format alone is no change', () => {
	expect(invalidInputOf(() => checkChange({ descriptionFormat: 'text' })).field).toBe(
		'Description Format',
	);
	expect(() => checkChange({ descriptionFormat: 'text', description: '' })).not.toThrow();
	expect(() => checkChange({ summary: 's' })).not.toThrow();
});

const mapped = (value: unknown) => ({ mappingMode: 'defineBelow', value });

test.each<[raw: unknown, fields: object | undefined]>([
	[undefined, undefined],
	[null, undefined],
	['', undefined],
	[mapped(null), undefined],
	[mapped(undefined), undefined],
	[mapped({}), undefined],
	[mapped({ a: null }), undefined],
	[mapped({ a: 1, b: null, c: '', d: false }), { a: 1, c: '', d: false }],
	[{ a: 1 }, { a: 1 }],
	[{ value: 1 }, { value: 1 }],
])('the mapper %j holds %j', (raw, fields) =>
	expect(FIELDS.customFields.read(raw)).toEqual(fields),
);

test.each([['x'], [1], [[]]])('the mapper cannot be %j', (raw) => {
	expect(invalidInputOf(() => FIELDS.customFields.read(raw)).field).toBe('Other Fields');
});

test.each(Object.keys(FIELDS) as Array<keyof typeof FIELDS>)('junk does not break %s', (name) => {
	fc.assert(
		fc.property(fc.oneof(JUNK, JUNK.map(mapped)), (raw) => {
			readOrRefused<unknown>(() => FIELDS[name].read(raw));
		}),
	);
});

test.each([['a b'], [['a', 'b c']]])('labels %j', (raw) => {
	if (typeof raw === 'string') expect(FIELDS.labels.read(raw)).toEqual(['a', 'b']);
	else
		expect(invalidInputOf(() => FIELDS.labels.read(raw)).problem).toBe("'b c' has a blank in it");
});
