import fc from 'fast-check';
import { reasonIn } from '../../nodes/core/reason.ts';
import { JUNK } from './support/junk.mts';

const refused = (...constraints: Array<Record<string, string>>) =>
	constraints.map((one) => ({ constraints: one, children: [] }));

test.each<[string, unknown, string]>([
	['plain text', ' a b\n', 'a b'],
	['a message', { message: ' a\n', code: '13200', status: 403 }, 'a'],
	['a message with details', { message: 'a', details: 'b' }, 'a: b'],
	['a message with a list of details', { message: 'a', details: ['b', 'c'] }, 'a: b: c'],
	['details alone', { errors: [{ details: 'b' }] }, 'b'],
	['a list of messages', { message: ['a', 'b'] }, 'a; b'],
	['an error', { error: 'a' }, 'a'],
	['an error with a message inside', { error: { message: 'a', details: 'b' } }, 'a: b'],
	['errors', { errors: [{ message: 'a', details: 'b' }, { message: 'c' }] }, 'a: b; c'],
	['errors that are texts', { errors: ['a', 'b'] }, 'a; b'],
	['errors that are one text', { errors: 'a' }, 'a'],
	['errors by field', { errors: { name: ['is long', 'is taken'] } }, 'name is long; name is taken'],
	['errors by field, deeper', { errors: { owner: { name: ['is long'] } } }, 'owner name is long'],
	['a message by field', { message: { name: "can't be blank" } }, "name can't be blank"],
	['a bare list', [{ message: 'a', details: 'b' }], 'a: b'],
	['a bare list of texts', ['a', 'b'], 'a; b'],
	['a bare list by field', [{ name: ['is long'] }], 'name is long'],
	['errors in the context', { message: 'a', meta: { errors: [{ message: 'b' }] } }, 'a; b'],
	['the context alone', { meta: { errors: ['b'], stack: 'c' } }, 'b'],
	['constraints', { message: refused({ isString: 'a must be a string' }) }, 'a must be a string'],
	[
		'several constraints',
		{ message: refused({ isString: 'a', isUUID: 'b' }, { isString: 'c' }) },
		'a; b; c',
	],
	[
		'constraints of children, without the values that were refused',
		{
			message: [
				{
					property: 'values',
					value: 's3cret',
					target: { clientSecret: 's3cret' },
					children: [{ constraints: { isString: 'a' }, children: refused({ isUUID: 'b' }) }],
				},
			],
		},
		'a; b',
	],
	[
		'all places, the message first',
		{ error: 'c', errors: ['b'], message: 'a', meta: { errors: ['d'] } },
		'a; b; c; d',
	],
	['the same in several places once', { message: 'a', error: 'a', errors: ['a', ' a '] }, 'a'],
	['what is left where the rest is empty', { errors: [], error: '', message: 'a' }, 'a'],
])('the reason is read from %s', (_shape, body, reason) => expect(reasonIn(body)).toBe(reason));

test.each<[string, unknown]>([
	['nothing', ''],
	['blanks', ' \n'],
	['no body', undefined],
	['null', null],
	['an empty object', {}],
	['an empty list', []],
	['a number', 7],
	['numbers', { message: 7, errors: [{ message: 8 }] }],
	['other members at the top', { token: 's3cret', name: ["can't be blank"] }],
	['constraints of another kind', { message: [{ constraints: null, children: 7 }] }],
	['a context of another kind', { meta: 'a' }],
	['a context without errors', { meta: { trace: 'a' } }],
])('there is no reason in %s', (_shape, body) => expect(reasonIn(body)).toBe(''));

test.each<[string, unknown]>([
	['text', '<html><body>Bad gateway</body></html>'],
	['text with a doctype', '\n <!DOCTYPE html><html>'],
	['XML', '<?xml version="1.0"?><Error/>'],
	['capitals', '<HTML>'],
	['a message', { message: '<html>' }],
	['an error', { error: ' <html>' }],
])('a web page as %s is no reason', (_where, body) => expect(reasonIn(body)).toBe(''));

test.each(['<<RESOURCE.host>> is not there', '< 3 characters', 'must not have <b> in it'])(
	'%j is no web page',
	(text) => expect(reasonIn({ message: text })).toBe(text),
);

/** A text in lists inside each other. */
function nested(depth: number): unknown {
	let body: unknown = 'deep';
	for (let level = 0; level < depth; level++) body = [body];
	return body;
}

test('a reason is read as deep as vendors nest theirs, and no deeper', () => {
	expect(reasonIn(nested(9))).toBe('deep');
	expect(reasonIn(nested(10))).toBe('');
});

test.each<[string, (inner: unknown) => unknown]>([
	['lists', (inner) => [inner]],
	['errors', (inner) => ({ errors: inner })],
	['children', (inner) => ({ children: [inner] })],
	['contexts', (inner) => ({ meta: { errors: [inner] } })],
	['fields', (inner) => ({ message: { field: inner } })],
])('4,000 %s inside each other are judged at once', (_what, wrap) => {
	let body: unknown = { message: 'too deep' };
	for (let level = 0; level < 4000; level++) body = wrap(body);
	const before = performance.now();
	expect(reasonIn(body)).toBe('');
	expect(reasonIn({ message: 'a', errors: body })).toBe('a');
	expect(performance.now() - before).toBeLessThan(1000);
});

test('a body that holds itself has an end', () => {
	const body: Record<string, unknown> = { message: 'a' };
	body.errors = [body, body];
	expect(reasonIn(body)).toBe('a');
});

test('whatever the body, the reason is text, without objects and web pages', () => {
	const MEMBERS = ['message', 'details', 'error', 'errors', 'meta', 'constraints', 'children'];
	const BODY = fc.letrec((tie) => ({
		any: fc.oneof(
			{ maxDepth: 4 },
			JUNK,
			fc.string(),
			fc.array(tie('any'), { maxLength: 4 }),
			fc.dictionary(fc.constantFrom(...MEMBERS, 'field'), tie('any')),
		),
	})).any;
	fc.assert(
		fc.property(BODY, (body) => {
			const reason = reasonIn(body);
			expect(typeof reason).toBe('string');
			expect(reason).not.toMatch(/^<[!?a-z]/i);
			expect(reason).not.toContain('[object');
		}),
		{ numRuns: 500 },
	);
});

test('a text comes out whole, wherever vendors put theirs', () => {
	const TEXT = fc.string({ minLength: 1 }).filter((text) => /^[^<\s]/.test(text));
	const WRAP = fc.constantFrom<(text: string) => unknown>(
		(text) => text,
		(text) => [text],
		(text) => ({ message: text }),
		(text) => ({ error: { message: text } }),
		(text) => ({ errors: [{ details: text }] }),
		(text) => ({ message: refused({ isString: text }) }),
		(text) => ({ meta: { errors: { message: text } } }),
	);
	fc.assert(
		fc.property(TEXT, WRAP, (text, wrap) => expect(reasonIn(wrap(text))).toBe(text.trim())),
	);
});
