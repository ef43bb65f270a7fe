import fc from 'fast-check';
import { KINDS } from '../badValues.mts';
import { SYNC_OPTIONS } from '../syncOptions.mts';
import type { Base, Flaw, SpecVendor, Values } from '../vendor.mts';

const ID = '6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11';
const always = (values: Values, ...labels: string[]): Flaw => ({
	...{ values: fc.constant(values), labels },
});
const EXTRA = ['Extra Values', 'Extra Values (JSON)'];

/** What is wrong with the values besides those with fields of their own. */
function extraFlaws(inPanel: string): Flaw[] {
	const row = (part: string) => `${inPanel}.extraValues.entry.0.${part}`;
	const json = `${inPanel}.extraValuesJson`;
	return [
		always({ [json]: { tenant: 'x' } }, 'Extra Values (JSON)'),
		{
			values: fc
				.constantFrom('', ' ', '__proto__', 'constructor', 'clientId', 'clientSecret', 'scopes')
				.map((name) => ({ [row('name')]: name })),
			labels: EXTRA,
		},
		{
			values: fc
				.tuple(
					fc.constant('boolean'),
					KINDS.oddTexts.filter((text) => !/^\s*(true|false)\s*$/i.test(text)),
				)
				.map(([type, value]) => ({ [row('type')]: type, [row('value')]: value })),
			labels: EXTRA,
		},
		{
			values: fc
				.constantFrom('', ' ', 'x', '1,5', '1e999', 'NaN', '٣')
				.map((value) => ({ [row('type')]: 'number', [row('value')]: value })),
			labels: EXTRA,
		},
		{
			values: fc
				.oneof(KINDS.objects, KINDS.lists, KINDS.masks)
				.map((value) => ({ [row('value')]: value })),
			labels: EXTRA,
		},
		{
			values: fc
				.constantFrom(
					{ clientId: 'x' },
					{ scopes: 'x' },
					{ a: {} },
					{ a: [1] },
					{ a: null },
					{ ' ': 1 },
				)
				.map((value) => ({
					[json]: value,
					...{ [row('name')]: undefined, [row('value')]: undefined },
				})),
			labels: EXTRA,
		},
	];
}

const extra = (inPanel: string): Values => ({
	[`${inPanel}.extraValues.entry.0.name`]: 'tenant',
	[`${inPanel}.extraValues.entry.0.type`]: 'string',
	[`${inPanel}.extraValues.entry.0.value`]: 'x',
});

/** A scope with a blank in it. */
const blankScope = (key: string, label: string): Flaw => ({
	values: fc
		.tuple(fc.array(fc.constant('read')), fc.constantFrom('a b', 'a\tb', 'a\nb', 'a\u00a0b'))
		.map(([good, bad]) => ({ [key]: [...good, bad] })),
	labels: [label],
});

const whole = (operation: string, fixed?: Base['fixed']): Base => ({
	...{ resource: 'integrationCredential', operation, fixed },
	good: {
		...{ projectId: ID, integration: 'jira{n}', clientId: 'me', clientSecret: 'a secret' },
		...{ scopes: ['read', 'write'], ...extra('additionalFields') },
	},
	required: ['projectId', 'integration', 'clientId', 'clientSecret'],
	flaws: [
		...extraFlaws('additionalFields'),
		...[blankScope('scopes', 'Scopes'), blankScope('jiraScopes', 'Jira Scopes')],
	],
});

const byId = (operation: string, good: Values = {}, flaws: Flaw[] = []): Base => ({
	...{ resource: 'integrationCredential', operation, flaws },
	good: { projectId: ID, integrationCredentialId: ID, ...good },
	required: ['projectId', 'integrationCredentialId'],
});

const integration = (operation: string): Base => ({
	...{ resource: 'integration', operation, good: { projectId: ID, integration: 'jira' } },
	required: ['projectId', 'integration'],
});

const list = (resource: string, scope: Values = {}): Base => ({
	...{ resource, operation: 'getAll', fixed: { returnAll: false } },
	...{ good: { limit: 50, ...scope }, required: Object.keys(scope) },
});

const DESIRED = { inputFormat: 'fields', matchOn: 'key' };
const AS_ITEM = { inputFormat: 'item', matchOn: 'key' };

/** Paragon. */
export const paragon: SpecVendor = {
	...{ name: 'paragon', node: 'paragon' },
	built: { file: 'Paragon/Paragon.node.js', name: 'Paragon' },
	credentials: ({ paragon: { url, admin } }) => ({ paragonApi: { baseUrl: url, ...admin } }),
	special: {
		// It only shows something.
		redirectUrl: undefined,
		...Object.fromEntries(
			['additionalFields', 'updateFields'].flatMap((inPanel) =>
				['name', 'type', 'value'].map((part) => [
					`${inPanel}.extraValues.entry.0.${part}`,
					undefined,
				]),
			),
		),
	},
	bases: [
		...['upsert', 'sync'].map(
			(operation): Base => ({
				...{ resource: 'integrationCredential', operation },
				fixed: { ...AS_ITEM, projectId: '={{ $json.projectId }}' },
				good: {
					...{ projectId: ID, integration: 'jira', clientId: 'me', clientSecret: 'a secret' },
					scopes: ['read'],
				},
				required: ['integration', 'clientId', 'clientSecret'],
			}),
		),
		{
			...{ resource: 'integrationCredential', operation: 'sync', fixed: DESIRED, settings: true },
			good: {
				...{ projectId: ID, integration: 'jira', clientId: 'me', clientSecret: 'a secret' },
				...{ scopes: ['read'], ...SYNC_OPTIONS },
				...{ 'scope.namePrefix': 'ji', 'scope.provider': 'jira' },
			},
			required: [],
		},
		...[whole('create'), whole('upsert', DESIRED), whole('sync', DESIRED)],
		byId('update', extra('updateFields'), [
			...extraFlaws('updateFields'),
			blankScope('updateFields.scopes', 'Scopes'),
		]),
		...[byId('delete'), byId('get')],
		...[integration('get'), integration('enable'), integration('disable')],
		...[list('integrationCredential', { projectId: ID }), list('integration', { projectId: ID })],
		...[list('project'), list('team'), list('organization')],
	],
};
