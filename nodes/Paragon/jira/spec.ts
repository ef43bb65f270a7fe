import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import { adfOfText } from './adf';
import { FIELDS, NOBODY } from './fields';
import type { IssueFields } from './fields';
import { adfOfMarkdown } from './markdown';
import type { IssueSpec } from './store';

/** What a person has entered, by Jira's field IDs. */
export function toSpec(given: IssueFields): IssueSpec {
	const { project, issueType, status, customFields, otherFields } = given;
	const description = descriptionOf(given);
	const fields: IDataObject = {
		...(given.summary !== undefined && { summary: given.summary }),
		...(description !== undefined && { description }),
		...(given.assignee !== undefined && {
			assignee: given.assignee === NOBODY ? null : { accountId: given.assignee },
		}),
		...(given.labels && { labels: given.labels }),
		...(given.parent !== undefined && { parent: { key: given.parent } }),
		...(given.priority !== undefined && { priority: given.priority }),
		...customFields,
		...otherFields,
	};
	return { project, issueType, fields, ...(status !== undefined && { status }) };
}

/** A document, null for an empty one, undefined for none given. */
function descriptionOf(given: IssueFields): IDataObject | null | undefined {
	const { description, descriptionAdf } = given;
	const format = formatOf(given);
	if (format === 'adf') return descriptionAdf;
	if (description === undefined) return undefined;
	if (description === '') return null;
	const document = format === 'text' ? adfOfText(description) : adfOfMarkdown(description);
	return { ...document } as IDataObject;
}

/** In a change the format may go without saying. */
const formatOf = ({ descriptionFormat, description, descriptionAdf }: IssueFields) =>
	descriptionFormat ??
	(description === undefined && descriptionAdf !== undefined ? 'adf' : 'markdown');

/**
 * A description has to be given in its format, and a document has to be one before it is sent.
 *
 * @throws InvalidInput
 */
export function checkDescription(given: IssueFields): void {
	const { description, descriptionAdf } = given;
	const isAdf = formatOf(given) === 'adf';
	// What is of the other format would be passed over without a word.
	if (isAdf && description) {
		throw new InvalidInput(labelOf('description'), 'is for another Description Format than adf');
	}
	if (!isAdf && descriptionAdf !== undefined) {
		throw new InvalidInput(
			labelOf('descriptionAdf'),
			'is for Description Format adf only',
			'Give the description once: as text, or as a document.',
		);
	}
	if (descriptionAdf === undefined) return;
	const { type, version, content } = descriptionAdf;
	if (type === 'doc' && version === 1 && Array.isArray(content)) return;
	throw new InvalidInput(
		labelOf('descriptionAdf'),
		'is not a document in the Atlassian Document Format',
		'It begins with { "version": 1, "type": "doc", "content": [ … ] }.',
	);
}

/**
 * What holds for a change.
 *
 * @throws InvalidInput
 */
export function checkChange(change: IssueFields): void {
	checkDescription(change);
	if (Object.keys(change).some((name) => name !== 'descriptionFormat')) return;
	throw new InvalidInput(
		labelOf('descriptionFormat'),
		'changes nothing by itself',
		'Give the description as well.',
	);
}

const labelOf = (name: keyof typeof FIELDS) => FIELDS[name].property.displayName;
