import { choice, flag, text } from '../../core/fields';
import type { Pickable } from '../../core/kind';
import { byLocator } from '../../core/locator';
import { containsText } from '../../core/nameFilter';
import { get } from '../../core/operations/get';
import { getMany } from '../../core/operations/getMany';
import { pick } from '../../core/record';
import type { Resource } from '../../core/resource';
import { IN_PROJECT, INTEGRATION } from '../places';
import { setActive } from './setActive';
import { IntegrationStore, keyOf, nameOf } from './store';
import type { Integration } from './store';

const KIND: Pickable<Integration, string> = {
	singular: 'integration',
	plural: 'integrations',
	article: 'an',
	picker: byLocator(INTEGRATION),
	simplify: (stored) => ({
		...pick(stored, ['id', 'type']),
		name: nameOf(stored),
		...pick(stored, ['isActive', 'connectedUserCount', 'projectId', 'customIntegrationId']),
		...(stored.customIntegration && {
			authenticationType: stored.customIntegration.authenticationType,
			slug: stored.customIntegration.slug,
		}),
		...pick(stored, ['redirectUrl', 'dateUpdated']),
	}),
	withoutSecrets: (stored) => stored,
};

/** Integrations of a Paragon project: the apps that its users can connect. */
export const integration: Resource<IntegrationStore, string> = {
	name: 'Integration',
	value: 'integration',
	scope: IN_PROJECT,
	open: (client, projectId) => new IntegrationStore(client, projectId),
	operations: [
		setActive(KIND, false),
		setActive(KIND, true),
		get(KIND),
		getMany(KIND, {
			fields: {
				isActive: flag({
					displayName: 'Active',
					type: 'boolean',
					default: true,
					description: 'Whether to return only enabled integrations, or only disabled ones',
				}),
				kind: choice<'catalog' | 'custom'>({
					displayName: 'Kind',
					type: 'options',
					options: [
						{ name: 'Catalog', value: 'catalog' },
						{ name: 'Custom', value: 'custom' },
					],
					default: 'catalog',
					description: "Only apps of Paragon's catalog, or only those that you have built yourself",
				}),
				nameContains: text({
					displayName: 'Type or Name Contains',
					type: 'string',
					default: '',
					description: 'Only those with this in their type or name, in upper or lower case',
				}),
			},
			matches: (stored, { isActive, kind, nameContains }) =>
				(isActive === undefined || (stored.isActive ?? false) === isActive) &&
				(!kind || (stored.type === 'custom') === (kind === 'custom')) &&
				containsText(nameContains, keyOf(stored), nameOf(stored)),
		}),
	],
};
