import { adfOfText } from '../../../../nodes/Paragon/jira/adf.ts';
import type { AdfNode } from '../../../../nodes/Paragon/jira/adf.ts';
import { adfOfMarkdown } from '../../../../nodes/Paragon/jira/markdown.ts';
import { adfFault } from '../../../sandbox/jira/adf.mts';

/** A document in few words: type(content), texts in quotes with their marks. */
function brief(node: AdfNode): string {
	const marks = (node.marks ?? []).map(
		({ type, attrs }) => ` ${type}${attrs ? `=${attrs.href}` : ''}`,
	);
	if (node.type === 'text') return `'${node.text}'${marks.join('')}`;
	const attrs = node.attrs ? `[${Object.values(node.attrs).join()}]` : '';
	const content = node.content ? `(${node.content.map(brief).join(', ')})` : '';
	return `${node.type}${attrs}${content}`;
}

const blocks = (markdown: string): string[] => {
	const document = adfOfMarkdown(markdown);
	expect(adfFault(document)).toBeUndefined();
	return document.content.map(brief);
};

const li = (...content: string[]) => `listItem(${content.join(', ')})`;
const p = (...content: string[]) => `paragraph(${content.join(', ')})`;

test.each<[what: string, markdown: string, expected: string[]]>([
	['nothing', '', [p()]],
	['blank lines', ' \n\t\n', [p()]],
	['a paragraph', 'one', [p("'one'")]],
	['paragraphs', 'one\n\n\ntwo', [p("'one'"), p("'two'")]],
	[
		'a line break',
		'one  \ntwo\\\n  three',
		[p("'one'", 'hardBreak', "'two'", 'hardBreak', "'three'")],
	],
	['line ends of Windows', 'one\r\n\r\ntwo', [p("'one'"), p("'two'")]],
	['headings', '# A\n###### B\nC', ["heading[1]('A')", "heading[6]('B')", p("'C'")]],
	['a closed heading', '## A ##', ["heading[2]('A')"]],
	['a heading of a sharp', '# C#', ["heading[1]('C#')"]],
	['an empty heading', '##', ['heading[2]()']],
	['no heading', '####### A', [p("'####### A'")]],
	['no heading without a blank', '#A', [p("'#A'")]],
	['a marked heading', '# A *b*', ["heading[1]('A ', 'b' em)"]],
	['rules', '---\n\n* * *\n___', ['rule', 'rule', 'rule']],
	['a list', '- a\n* b\n+ c', [`bulletList(${li(p("'a'"))}, ${li(p("'b'"))}, ${li(p("'c'"))})`]],
	['a loose list', '- a\n\n- b', [`bulletList(${li(p("'a'"))}, ${li(p("'b'"))})`]],
	[
		'a nested list',
		'- a\n  - b\n    1. c\n- d',
		[
			`bulletList(${li(p("'a'"), `bulletList(${li(p("'b'"), `orderedList(${li(p("'c'"))})`)})`)}, ${li(p("'d'"))})`,
		],
	],
	['an ordered list', '1. a\n2. b', [`orderedList(${li(p("'a'"))}, ${li(p("'b'"))})`]],
	['a loose ordered list', '1. a\n\n2. b', [`orderedList(${li(p("'a'"))}, ${li(p("'b'"))})`]],
	['a list with a start', '5) a', [`orderedList[5](${li(p("'a'"))})`]],
	[
		'two kinds of lists',
		'- a\n1. b',
		[`bulletList(${li(p("'a'"))})`, `orderedList(${li(p("'b'"))})`],
	],
	['an item of two paragraphs', '- a\n\n  b', [`bulletList(${li(p("'a'"), p("'b'"))})`]],
	['an item that goes on', '- a\nb', [`bulletList(${li(p("'a'", 'hardBreak', "'b'"))})`]],
	['an empty item', '-\n- b', [`bulletList(${li(p())}, ${li(p("'b'"))})`]],
	['an item with a heading', '- # a', [`bulletList(${li(p("'a'"))})`]],
	['an item with a list only', '- - a', [`bulletList(${li(p(), `bulletList(${li(p("'a'"))})`)})`]],
	[
		'an item with code and blank lines in it',
		'- a\n  ```\n  b\n\n\n  c\n  ```',
		[`bulletList(${li(p("'a'"), "codeBlock('b\n\n\nc')")})`],
	],
	['code', '```js\nlet a = *b*;\n\n```\nc', ["codeBlock[js]('let a = *b*;\n')", p("'c'")]],
	['code in tildes', '~~~\n```\n~~~', ["codeBlock('```')"]],
	['longer fences', '````\n```\n````', ["codeBlock('```')"]],
	['code without an end', '```\na', ["codeBlock('a')"]],
	['empty code', '```\n```', ['codeBlock()']],
	['ticks on one line', '```a```', [p("'a' code")]],
	['a quote', '> a\n> b\n\nc', [`blockquote(${p("'a'", 'hardBreak', "'b'")})`, p("'c'")]],
	['a nested quote', '> a\n> > b', [`blockquote(${p("'a'")}, ${p("'b'")})`]],
	['a quoted heading and rule', '> # a\n> ---', [`blockquote(${p("'a'")})`]],
	['a quoted list', '> - a', [`blockquote(bulletList(${li(p("'a'"))}))`]],
	['an empty quote', '>', [`blockquote(${p()})`]],
	['a quote in an item', '- > a', [`bulletList(${li(p("'a'"))})`]],
])('%s', (_what, markdown, expected) => expect(blocks(markdown)).toEqual(expected));

const HREF = 'https://a.example/b';

test.each<[markdown: string, expected: string[]]>([
	['**a** __b__', ["'a' strong", "' '", "'b' strong"]],
	['*a* _b_', ["'a' em", "' '", "'b' em"]],
	['~~a~~ ~b~', ["'a' strike", "' ~b~'"]],
	['***a***', ["'a' strong em"]],
	['**a *b* c**', ["'a ' strong", "'b' strong em", "' c' strong"]],
	['*a **b** c*', ["'a ' em", "'b' em strong", "' c' em"]],
	['**a *b***', ["'a ' strong", "'b' strong em"]],
	['**bold**text', ["'bold' strong", "'text'"]],
	['snake_case_name __x__y', ["'snake_case_name __x__y'"]],
	['größe_b_c', ["'größe_b_c'"]],
	['2 * 3 * 4', ["'2 * 3 * 4'"]],
	['2*3*4', ["'2*3*4'"]],
	['**a', ["'**a'"]],
	['a ** b ** c', ["'a ** b ** c'"]],
	['a ****', ["'a ****'"]],
	['\\*a\\* \\_b\\_ \\\\ \\q', ["'*a* _b_ \\ \\q'"]],
	['*a\\*b*', ["'a*b' em"]],
	['`a*b*`', ["'a*b*' code"]],
	['**`a`**', ["'a' code"]],
	['**a `**` b**', ["'a ' strong", "'**' code", "' b' strong"]],
	['`` a`b ``', ["'a`b' code"]],
	['`` ` ``', ["'`' code"]],
	['`a', ["'`a'"]],
	['`a\\`', ["'a\\' code"]],
	['``a`', ["'``a`'"]],
	[`[a](${HREF})`, [`'a' link=${HREF}`]],
	[`[a](<${HREF}> "t") b`, [`'a' link=${HREF}`, "' b'"]],
	[`[**a** b](${HREF})`, [`'a' link=${HREF} strong`, `' b' link=${HREF}`]],
	[`[\`a\`](${HREF})`, [`'a' code link=${HREF}`]],
	[`**[a](${HREF})**`, [`'a' strong link=${HREF}`]],
	[`[a [b]](${HREF})`, [`'a [b]' link=${HREF}`]],
	[`[${HREF}](${HREF})`, [`'${HREF}' link=${HREF}`]],
	['[a](https://e.example/b_(c))', ["'a' link=https://e.example/b_(c)"]],
	['_a [b](https://e.example/c_) d_', ["'a ' em", "'b' em link=https://e.example/c_", "' d' em"]],
	['[a](mailto:a@e.example)', ["'a' link=mailto:a@e.example"]],
	['[a](javascript:x)', ["'[a](javascript:x)'"]],
	['[a](/b)', ["'[a](/b)'"]],
	[`[](${HREF})`, ["'[]('", `'${HREF}' link=${HREF}`, "')'"]],
	['[a] (b)', ["'[a] (b)'"]],
	[`See ${HREF}.`, ["'See '", `'${HREF}' link=${HREF}`, "'.'"]],
	[`(${HREF})`, ["'('", `'${HREF}' link=${HREF}`, "')'"]],
	[`<${HREF}>`, [`'${HREF}' link=${HREF}`]],
	['<mailto:a@e.example>', ["'mailto:a@e.example' link=mailto:a@e.example"]],
	[`**${HREF}**`, [`'${HREF}' strong link=${HREF}`]],
	[`${HREF}/x_y_z`, [`'${HREF}/x_y_z' link=${HREF}/x_y_z`]],
	['http://', ["'http://'"]],
	['<b>a</b>', ["'<b>a</b>'"]],
	['𝒜 😀', ["'𝒜 😀'"]],
])('%s within a paragraph', (markdown, expected) =>
	expect(blocks(markdown)).toEqual([p(...expected)]),
);

test.each<[text: string, expected: string[]]>([
	['', [p()]],
	[' \n ', [p()]],
	['a', [p("'a'")]],
	['a\nb\r\nc\rd', [p("'a'", 'hardBreak', "'b'", 'hardBreak', "'c'", 'hardBreak', "'d'")]],
	['a\n\nb\n \t\n\nc', [p("'a'"), p("'b'"), p("'c'")]],
	['**a** [b](https://e.example)', [p("'**a** [b](https://e.example)'")]],
])('the plain text %j', (text, expected) => {
	const document = adfOfText(text);
	expect(adfFault(document)).toBeUndefined();
	expect(document.content.map(brief)).toEqual(expected);
});
