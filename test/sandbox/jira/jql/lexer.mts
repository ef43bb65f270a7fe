import { refused, type JiraError } from '../errors.mts';

/** A word, a quoted text or a sign of a JQL query. */
export interface Token {
	kind: 'word' | 'text' | 'sign' | 'end';
	text: string;
	/** Index in the query. */
	at: number;
}

/** Words that stand for themselves only in quotes (from the vendor's list of reserved words). */
const RESERVED_WORDS = new Set(
	(
		'abort access add after alias all alter and any are as asc at audit avg before begin between ' +
		'boolean break by byte catch cf char character check checkpoint collate collation column ' +
		'commit connect continue count create current date decimal declare decrement default defaults ' +
		'define delete delimiter desc difference distinct divide do double drop else empty encoding ' +
		'end equals escape exclusive exec execute exists explain false fetch file field first float ' +
		'for from function go goto grant greater group having identified if immediate in increment ' +
		'index initial inner inout input insert int integer intersect intersection into is isempty ' +
		'isnull join last left less like limit lock long max min minus mode modify modulo more ' +
		'multiply next noaudit not notin nowait null number object of on option or order outer output ' +
		'power previous prior privileges public raise raw remainder rename resource return returns ' +
		'revoke right row rowid rownum rows select session set share size sqrt start strict string ' +
		'subtract sum synonym table then to trans transaction trigger true uid union unique update ' +
		'user validate values view when whenever where while with'
	).split(' '),
);
const RESERVED_CHARACTERS = /[+;?*/%^$#@[\]{}`\\]/;
const ESCAPES: Readonly<Record<string, string>> = {
	t: '\t',
	n: '\n',
	r: '\r',
	' ': ' ',
	'"': '"',
	"'": "'",
	'\\': '\\',
};

/** An error in a query, with where it is. */
export function jqlError(text: string, at?: number): JiraError {
	const place = at === undefined ? '' : ` (line 1, character ${at + 1})`;
	return refused(400, `Error in the JQL Query: ${text}${place}`);
}

function unescaped(source: string, at: number): string {
	return source.replace(/\\(u[\da-f]{4}|[\s\S]?)/gi, (whole, code: string) => {
		if (code.length === 5) return String.fromCharCode(parseInt(code.slice(1), 16));
		const text = ESCAPES[code];
		if (text === undefined) {
			const valid = `\\', \\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX`;
			throw jqlError(
				`'${whole}' is an illegal JQL escape sequence. The valid escape sequences are ${valid}.`,
				at,
			);
		}
		return text;
	});
}

/**
 * The tokens of a query.
 * @throws JiraError 400
 */
export function tokensOf(jql: string): Token[] {
	const tokens: Token[] = [];
	const pattern =
		/\s+|"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|(>=|<=|!=|!~|&&|\|\||[=<>~(),!&|])|(cf\[\d+\])|([^\s"'()=!<>~,&|]+)|([\s\S])/giy;
	for (const match of jql.matchAll(pattern)) {
		const [, double, single, sign, custom, word, stray] = match;
		const at = match.index;
		const quoted = double ?? single;
		if (quoted !== undefined) tokens.push({ kind: 'text', text: unescaped(quoted, at), at });
		else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
		else if (custom !== undefined) tokens.push({ kind: 'word', text: custom, at });
		else if (stray !== undefined) {
			throw jqlError(`The quoted string '${jql.slice(at + 1)}' has not been completed.`, at);
		} else if (word !== undefined) tokens.push({ kind: 'word', text: checkedWord(word, at), at });
	}
	tokens.push({ kind: 'end', text: '', at: jql.length });
	return tokens;
}

function checkedWord(word: string, at: number): string {
	const found = RESERVED_CHARACTERS.exec(word);
	if (!found) return word;
	const [character] = found;
	const code = character.charCodeAt(0).toString(16).padStart(4, '0');
	throw jqlError(
		`The character '${character}' is a reserved JQL character. You must enclose it in a string or use the escape '\\u${code}' instead.`,
		at + found.index,
	);
}

/** @throws JiraError 400 when a word needs quotes to be a value or a field */
export function refuseReserved({ kind, text, at }: Token): void {
	if (kind === 'word' && RESERVED_WORDS.has(text.toLowerCase())) {
		throw jqlError(
			`'${text}' is a reserved JQL word. You must surround it in quotation marks to use it in a query.`,
			at,
		);
	}
}
