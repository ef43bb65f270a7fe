/** A node of the Atlassian Document Format (https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/). */
export interface AdfNode {
	type: string;
	attrs?: Record<string, string | number>;
	content?: AdfNode[];
	text?: string;
	marks?: Array<{ type: string; attrs?: Record<string, string> }>;
}

/** A whole document. */
export interface AdfDocument {
	version: 1;
	type: 'doc';
	content: AdfNode[];
}

/** A document of these blocks; an empty one has one empty paragraph. */
export const documentOf = (content: AdfNode[]): AdfDocument => ({
	version: 1,
	type: 'doc',
	content: content.length > 0 ? content : [{ type: 'paragraph', content: [] }],
});

/** Plain text: a blank line begins a new paragraph, a line break stays one. */
export function adfOfText(text: string): AdfDocument {
	const paragraphs = text
		.replace(/\r\n?/g, '\n')
		.split(/\n[ \t]*\n\s*/)
		.filter((paragraph) => paragraph.trim() !== '');
	return documentOf(
		paragraphs.map((paragraph) => ({
			type: 'paragraph',
			content: paragraph
				.split('\n')
				.flatMap((line, index) => [
					...(index > 0 ? [{ type: 'hardBreak' }] : []),
					...textNode(line),
				]),
		})),
	);
}

/** A text node; none for an empty text, which Atlassian takes for invalid. */
export function textNode(text: string, marks: AdfNode['marks'] = []): AdfNode[] {
	if (text === '') return [];
	return [{ type: 'text', text, ...(marks.length > 0 && { marks }) }];
}
