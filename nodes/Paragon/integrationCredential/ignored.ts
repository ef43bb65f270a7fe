import type { IDataObject } from 'n8n-workflow';

import type { JointOperation } from '../../core/operation';
import type { FIELDS } from './fields';

/** Fields that are views of one thing at Paragon. */
const VIEWS: ReadonlyArray<ReadonlyArray<keyof typeof FIELDS>> = [
	['scopes', 'jiraScopes'],
	['extraValues', 'extraValuesJson'],
];

/**
 * A sync that ignores all views of a thing as soon as one of them is ignored: the other alone would be
 * taken for the whole of it.
 */
export const ignoringAllViews = <Store>(
	operation: JointOperation<Store>,
): JointOperation<Store> => ({
	...operation,
	begin: (settings, parametersOf) =>
		operation.begin(
			{
				...settings,
				collection(name) {
					const given = settings.collection(name);
					return given.ignoreFields === undefined
						? given
						: { ...given, ignoreFields: withAllViews(given.ignoreFields) };
				},
			},
			parametersOf,
		),
});

/** The names as the option gives them, a list or a text; anything else is refused where it is read. */
function withAllViews(given: IDataObject[string]): IDataObject[string] {
	const names = typeof given === 'string' ? given.split(/[\s,]+/) : given;
	if (!Array.isArray(names)) return given;
	const trimmed = names.map((name) => (typeof name === 'string' ? name.trim() : name)) as string[];
	const also = VIEWS.filter((views) => views.some((view) => trimmed.includes(view)));
	return [...trimmed, ...also.flat()];
}
