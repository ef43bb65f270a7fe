import { adfFault, adfText } from './adf.mts';

const text = (value: string, ...marks: object[]) => ({
	type: 'text',
	text: value,
	...(marks.length > 0 && { marks }),
});
const node = (type: string, ...content: object[]) => ({ type, content });
const paragraph = (...content: object[]) => node('paragraph', ...content);
const doc = (...content: object[]) => ({ type: 'doc', version: 1, content });
const item = (...content: object[]) => node('listItem', ...content);
const link = { type: 'link', attrs: { href: 'https://example.com' } };

test.each<[string, unknown]>([
	['nothing in it', doc()],
	['an empty paragraph', doc(paragraph())],
	['a paragraph without content', doc({ type: 'paragraph' })],
	['marks', doc(paragraph(text('a', { type: 'strong' }, { type: 'em' }), text('b', link)))],
	['linked code', doc(paragraph(text('a', { type: 'code' }, link)))],
	['a heading', doc({ ...node('heading', text('a')), attrs: { level: 3 } })],
	[
		'lists in lists',
		doc(node('bulletList', item(paragraph(text('a')), node('orderedList', item(paragraph()))))),
	],
	['a code block', doc({ ...node('codeBlock', text('a\nb')), attrs: { language: 'ts' } })],
	['a quotation and a rule', doc(node('blockquote', paragraph()), { type: 'rule' })],
	['a break', doc(paragraph(text('a'), { type: 'hardBreak' }, text('b')))],
	[
		'a table',
		doc(
			node(
				'table',
				node('tableRow', node('tableHeader', paragraph()), node('tableCell', paragraph())),
			),
		),
	],
	['a panel', doc({ ...node('panel', paragraph()), attrs: { panelType: 'info' } })],
	['a mention', doc(paragraph({ type: 'mention', attrs: { id: 'x' } }))],
])('valid: %s', (_case, document) => {
	expect(adfFault(document)).toBeUndefined();
});

test.each<[string, unknown, RegExp]>([
	['a text', 'x', /no document/],
	['a list', [], /no document/],
	['another root', paragraph(), /\broot\b/],
	['another version', { ...doc(), version: 2 }, /version/],
	['no content', { type: 'doc', version: 1 }, /without content/],
	['an empty text', doc(paragraph(text(''))), /empty text/],
	['a text at the root', doc(text('a')), /'text' where/],
	['a paragraph in a paragraph', doc(paragraph(paragraph())), /'paragraph' where/],
	['an empty list', doc(node('bulletList')), /without content/],
	['an empty item', doc(node('bulletList', item())), /without content/],
	[
		'a list first in an item',
		doc(node('bulletList', item(node('bulletList', item(paragraph()))))),
		/'bulletList' where/,
	],
	['a text in a list', doc(node('bulletList', text('a'))), /'text' where/],
	['a heading of level 7', doc({ ...node('heading'), attrs: { level: 7 } }), /'level'/],
	['marks in a code block', doc(node('codeBlock', text('a', { type: 'strong' }))), /marks where/],
	[
		'bold code',
		doc(paragraph(text('a', { type: 'code' }, { type: 'strong' }))),
		/do not go with code/,
	],
	['a mark twice', doc(paragraph(text('a', { type: 'em' }, { type: 'em' }))), /twice/],
	['a link to nowhere', doc(paragraph(text('a', { type: 'link', attrs: {} }))), /'link'/],
	['an unknown mark', doc(paragraph(text('a', { type: 'blink' }))), /'blink'/],
	['an unknown node', doc({ type: 'marquee' }), /'marquee'/],
	['a node without a type', doc({}), /without a type/],
	['content in a rule', doc(node('rule', text('a'))), /content in 'rule'/],
	['null', doc(null as never), /without a type/],
])('not valid: %s', (_case, document, message) => {
	expect(adfFault(document)).toMatch(message);
});

test('its words', () => {
	const document = doc(
		paragraph(text('a'), { type: 'hardBreak' }, text('b')),
		node('bulletList', item(paragraph(text('c'))), item(paragraph(text('d'), text('e')))),
	);
	expect(adfText(document as never)).toBe('a\nb\nc\nde');
});
