import { createRequire } from 'node:module';

/** A part of a page that is well-formed XML, as the parser that n8n itself brings gives it. */
export interface Node {
	'#name': string;
	/** The text of a text node; beside children it is theirs. */
	_?: string;
	$?: Record<string, string>;
	$$?: Node[];
}

interface Xml {
	Parser: new (options: object) => {
		parseString(text: string, done: (error: Error | null, root: Node) => void): void;
	};
}

/** Comes without types. */
const { Parser } = createRequire(import.meta.url)('xml2js') as Xml;

const OPTIONS = {
	explicitRoot: false,
	explicitChildren: true,
	preserveChildrenOrder: true,
	charsAsChildren: true,
	includeWhiteChars: true,
};

/** The root of a page; throws when it is not well-formed. */
export function pageOf(text: string): Node {
	let result: Node | undefined;
	new Parser(OPTIONS).parseString(text, (error, root) => {
		if (error) throw error;
		result = root;
	});
	return result as Node;
}

/** All elements of a name, in their order. */
export const elements = (node: Node, name: string): Node[] => [
	...(node['#name'] === name ? [node] : []),
	...(node.$$ ?? []).flatMap((child) => elements(child, name)),
];

/** The text in a part of a page. */
export const textIn = (node: Node): string =>
	node['#name'] === '__text__' ? (node._ ?? '') : (node.$$ ?? []).map(textIn).join('');
