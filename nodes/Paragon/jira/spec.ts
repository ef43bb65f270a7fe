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
function descriptionOf({
	descriptionFormat = 'markdown',
	description,
	descriptionAdf,
}: IssueFields): IDataObject | null | undefined {
	if (descriptionFormat === 'adf') return descriptionAdf;
	if (description === undefined) return undefined;
	if (description === '') return null;
	const document =
		descriptionFormat === 'text' ? adfOfText(description) : adfOfMarkdown(description);
	return { ...document } as IDataObject;
}

/**
 * A document has to be one before it is sent.
 *
 * @throws InvalidInput
 */
export function checkDescription({ descriptionFormat, descriptionAdf }: IssueFields): void {
	if (descriptionFormat !== 'adf' || descriptionAdf === undefined) return;
	const { type, version, content } = descriptionAdf;
	if (type === 'doc' && version === 1 && Array.isArray(content)) return;
	throw new InvalidInput(
		FIELDS.descriptionAdf.property.displayName,
		'is not a document in the Atlassian Document Format',
		'It begins with { "version": 1, "type": "doc", "content": [ … ] }.',
	);
}
