import type { INodeProperties } from 'n8n-workflow';

import type { Kind } from '../../core/kind';
import type { ItemParameters, Operation } from '../../core/operation';
import { update } from '../../core/operations/update';
import type { Updates } from '../../core/store';
import { FIELDS, otherFields } from './fields';
import type { IssueFields } from './fields';
import type { Issue } from './store';

/**
 * The fields that the issue can be changed in. It does not depend on the key for n8n: with an
 * expression there, n8n would empty the mapper whenever another item is looked at.
 */
const EDIT_FIELDS: INodeProperties = {
	...otherFields(
		'getEditFields',
		'Further fields that the issue has, custom ones among them, as Jira lists them for the issue key',
	),
	name: 'editFields',
};

/** Update: what is given of an issue, and its other fields by a mapper beside them. */
export function updateIssue(
	kind: Kind<typeof FIELDS, Issue, string>,
): Operation<Updates<IssueFields, Issue, object, string>> {
	const base = update(kind, {
		changeable: [
			'summary',
			'descriptionFormat',
			'description',
			'descriptionAdf',
			'assignee',
			'customFields',
			'labels',
			'otherFields',
			'parent',
			'priority',
			'status',
		],
		options: {},
	});
	return {
		...base,
		properties: base.properties.flatMap((property) =>
			property.name === 'updateFields' ? [withoutMapper(property), EDIT_FIELDS] : [property],
		),
		read: (parameters) => base.read(withMapped(parameters)),
	};
}

/** n8n has resource mappers at the top of a panel only. */
const withoutMapper = (collection: INodeProperties): INodeProperties => ({
	...collection,
	options: collection.options?.filter(({ name }) => name !== 'customFields'),
});

/** What the mapper holds, as though it were among the fields to be changed. */
const withMapped = (parameters: ItemParameters): ItemParameters => ({
	...parameters,
	collection: (name) => ({
		...parameters.collection(name),
		...(name === 'updateFields' && {
			customFields: FIELDS.customFields.read(parameters.get(EDIT_FIELDS.name)),
		}),
	}),
});
