import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Keyed } from '../desired';
import type { Field, FieldMap, ValuesOf } from '../fields';
import { InvalidInput } from '../errors';
import { choices, readFields, text, texts, wholeNumber } from '../fields';
import type { WhenUnknown } from '../inStep';
import type { Kind } from '../kind';
import type { ItemParameters } from '../operation';
import { collectionOf } from '../panel';
import { readSecretOutput, secretOutputPanel } from '../secretOutput';
import type { SecretOutput } from '../secretOutput';
import type { Stored } from '../store';
import { WHEN_UNKNOWN } from '../whenUnknown';
import type { Scope } from './scope';

/** Deletions that a plan may hold when nothing is said. */
const MAXIMUM_DELETIONS = 10;

const PREFIX = text({
	displayName: 'Name Prefix',
	type: 'string',
	default: '',
	placeholder: 'e.g. team-a/',
	description: 'Only those whose name begins with this, in the same spelling',
});

/** Not trimmed: "prod " is not to take in "production". */
const NAME_PREFIX: Field<string> = {
	...PREFIX,
	read: (raw) => (PREFIX.read(raw) === undefined ? undefined : String(raw)),
};

const SHOWN_ONCE =
	'How the secrets of those that are created are handed on. Each is shown this once only.';

const WHAT_A_SCOPE_DOES =
	'What the sync keeps to: what is outside is never deleted, and no item may want it';

const TOP: INodeProperties[] = [
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to make the plan only, and change nothing',
	},
	{
		displayName: 'Delete Unlisted',
		name: 'deleteUnlisted',
		type: 'boolean',
		default: false,
		description:
			'Whether to delete those within the scope that no item means; without a scope, all the others there are',
	},
];

/** What a kind says of its options. */
type OwnOptions = Pick<
	Keyed<FieldMap, Stored, unknown, unknown, FieldMap>,
	'options' | 'perItem' | 'excluded'
>;

function optionsOf<Fields extends FieldMap, Kept extends Stored, Ref>(
	kind: Kind<Fields, Kept, Ref>,
	{ options, perItem = [], excluded = [] }: OwnOptions,
) {
	const names = [...kind.main.map(({ field }) => field), ...kind.additional];
	const fields = Object.entries(kind.fields)
		.filter(([name]) => names.includes(name) && !excluded.includes(name))
		.map(([name, { property }]) => ({ name: property.displayName, value: name }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	return {
		...Object.fromEntries(Object.entries(options).filter(([name]) => !perItem.includes(name))),
		ignoreFields: choices({
			displayName: 'Ignore Fields',
			type: 'multiOptions',
			options: fields,
			default: [],
			description:
				'Fields that are not compared, and not changed where one is there already; a new one gets them',
		}),
		maximumDeletions: wholeNumber(
			{
				displayName: 'Maximum Deletions',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: MAXIMUM_DELETIONS,
				description: 'Nothing at all is done if more than this would be deleted',
			},
			{ min: 0, max: Number.MAX_SAFE_INTEGER, unit: 'deletions' },
		),
		maximumPercent: wholeNumber(
			{
				displayName: 'Stop When More Than % Would Change',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 20,
				description:
					'Nothing at all is done if a greater share of those that are there would be changed or deleted',
			},
			{ min: 0, max: 100, unit: 'percent' },
		),
		protect: texts(
			{
				displayName: 'Protect',
				type: 'string',
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Name or ID' },
				default: [],
				placeholder: 'e.g. Break glass',
				description: `Names or IDs of ${kind.plural} that are never changed nor deleted`,
			},
			{ separator: /[\r\n]+/ },
		),
		planReport: choices({
			displayName: 'Plan Report',
			type: 'multiOptions',
			options: [
				{ name: 'HTML', value: 'html', description: 'As the file planHtml, for mail' },
				{ name: 'Markdown', value: 'markdown', description: 'As the file planMarkdown, for chat' },
			],
			default: ['html', 'markdown'],
			description:
				'Files to add to the first output item that show what is done; both with Dry Run if this is not set, none without',
		}),
		whenUnknown: WHEN_UNKNOWN,
	};
}

/** The panel of Sync, but for the desired state. */
export function settingsPanel<
	Fields extends FieldMap,
	Kept extends Stored,
	Ref,
	Query,
	Options extends FieldMap,
	ScopeFields extends FieldMap,
>(
	kind: Kind<Fields, Kept, Ref>,
	keyed: Keyed<Fields, Kept, Ref, Query, Options>,
	scope: Scope<ScopeFields, ValuesOf<Fields>, Kept, Query>,
): INodeProperties[] {
	return [
		...TOP,
		...(keyed.secret ? secretOutputPanel(SHOWN_ONCE) : []),
		...collectionOf('Scope', 'scope', 'Add Limit', {
			...scope.fields,
			namePrefix: NAME_PREFIX,
		}).map((property) => ({ ...property, description: WHAT_A_SCOPE_DOES })),
		...collectionOf('Options', 'options', 'Add Option', optionsOf(kind, keyed)),
	];
}

/** What is said once for a sync. */
export interface Settings<ScopeValues> {
	readonly dryRun: boolean;
	readonly deleteUnlisted: boolean;
	readonly byId: boolean;
	readonly scope: ScopeValues;
	readonly namePrefix: string | undefined;
	readonly ignored: ReadonlySet<string>;
	readonly maximumDeletions: number;
	readonly maximumPercent: number | undefined;
	readonly protect: ReadonlySet<string>;
	readonly reports: readonly string[];
	readonly whenUnknown: WhenUnknown;
	readonly secretOutput: SecretOutput;
	/** The raw options, of which the store's own are read for each item. */
	readonly options: IDataObject;
}

/** @throws InvalidInput */
export function readSettings<
	Fields extends FieldMap,
	Kept extends Stored,
	Ref,
	ScopeFields extends FieldMap,
>(
	kind: Kind<Fields, Kept, Ref>,
	scopeFields: ScopeFields,
	parameters: ItemParameters,
): Settings<ValuesOf<ScopeFields>> {
	const options = parameters.collection('options');
	const fields = optionsOf(kind, { options: {} });
	const given = readFields(fields, options);
	refuseEmptyProtection(options);
	refuseEmptyMaximum(options, given, fields);
	const scope = parameters.collection('scope');
	refuseUnknown('Scope', scope, [...Object.keys(scopeFields), 'namePrefix']);
	const scopeValues = readFields(scopeFields, scope);
	const namePrefix = NAME_PREFIX.read(scope.namePrefix);
	refuseEmptyLimits(
		scope,
		{ ...scopeValues, namePrefix },
		{ ...scopeFields, namePrefix: NAME_PREFIX },
	);
	const dryRun = parameters.flag('dryRun');
	return {
		dryRun,
		deleteUnlisted: parameters.flag('deleteUnlisted'),
		byId: parameters.get('matchOn') === 'id',
		scope: scopeValues,
		namePrefix,
		ignored: new Set(given.ignoreFields),
		maximumDeletions: given.maximumDeletions ?? MAXIMUM_DELETIONS,
		maximumPercent: given.maximumPercent,
		protect: new Set(given.protect),
		reports: given.planReport ?? (dryRun ? ['html', 'markdown'] : []),
		whenUnknown: given.whenUnknown ?? 'write',
		secretOutput: readSecretOutput(parameters),
		options,
	};
}

/** @throws InvalidInput for a limit that was added and says nothing: the scope would be wider than meant */
function refuseEmptyLimits(given: IDataObject, read: object, fields: FieldMap): void {
	const empty = Object.entries(fields).find(
		([name]) => name in given && (read as IDataObject)[name] === undefined,
	);
	if (!empty) return;
	throw new InvalidInput(
		'Scope',
		`${empty[1].property.displayName} is empty, so it would limit nothing`,
		'Give it a value, or remove it from the scope.',
	);
}

/** @throws InvalidInput for a maximum that was added and says nothing: nothing would be stopped by it */
function refuseEmptyMaximum(given: IDataObject, read: object, fields: FieldMap): void {
	for (const name of ['maximumDeletions', 'maximumPercent']) {
		if (!(name in given) || (read as IDataObject)[name] !== undefined) continue;
		throw new InvalidInput(
			fields[name]?.property.displayName ?? name,
			'is empty, so it would stop nothing',
			'Give it a value, or remove it from the options.',
		);
	}
}

/** @throws InvalidInput for a limit that there is none of: the scope would be wider than meant */
function refuseUnknown(label: string, given: IDataObject, allowed: readonly string[]): void {
	const unknown = Object.keys(given).find((name) => !allowed.includes(name));
	if (unknown === undefined) return;
	throw new InvalidInput(label, `'${unknown}' is not one of ${allowed.join(', ')}`);
}

/** @throws InvalidInput for an entry that says nothing, as an expression may: it would protect nothing */
function refuseEmptyProtection(options: IDataObject): void {
	if (!('protect' in options)) return;
	const { protect } = options;
	const entries: unknown[] = Array.isArray(protect) ? protect : [protect];
	if (!entries.some((entry) => String(entry ?? '').trim() === '')) return;
	throw new InvalidInput(
		'Protect',
		'has an empty entry, which would protect nothing',
		'Give it a name or an ID, or remove it.',
	);
}
