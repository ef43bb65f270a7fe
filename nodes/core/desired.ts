import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { displayedFor } from './displayed';
import { allAsDifferences } from './difference';
import type { Difference } from './difference';
import { InvalidInput } from './errors';
import type { FieldMap, ValuesOf } from './fields';
import type { Kind, Words } from './kind';
import type { ItemParameters } from './operation';
import { readSpecification, specificationPanel } from './panel';
import type { Id, Stored } from './store';
import type { TerraformResource } from './terraform';
import { fromTerraform } from './terraform';

/** What Create or Update and Sync have to know of a kind besides its fields. */
export interface Keyed<
	Fields extends FieldMap,
	Kept extends Stored,
	Ref,
	Query,
	Options extends FieldMap,
> {
	/** The natural key, as the panel calls it: "Name", "Name and Team". */
	readonly keyLabel: string;
	/** The natural key as far as it can be told without the vendor. */
	literalKey(spec: ValuesOf<Fields>): string;
	/** What people call the one that is wanted. */
	nameOf(spec: ValuesOf<Fields>): string;
	/** The natural key in a sentence: "the name 'Nightly export' in the team 7". */
	wordsOf(spec: ValuesOf<Fields>): string;
	/** What people call a stored one. */
	storedName(stored: Kept): string;
	/** Another ID that people may know a stored one by: of what it belongs to, where that has no other. */
	alsoId?(stored: Kept): Id;
	/** How a stored one is named to the store. */
	refOf(id: Id): Ref;
	/** What the vendor can narrow the list by when this one is looked for. */
	query?(spec: ValuesOf<Fields>): Query;
	/** What of a specification a new one is given, to be shown; all of it without this. */
	given?(spec: ValuesOf<Fields>): ValuesOf<Fields>;
	/** Whether the vendor makes a secret that can be handed on. */
	readonly secret: boolean;
	/** Fields whose content may be secret although it is not read as a secret. */
	readonly mayBeSecret?: ReadonlyArray<keyof Fields & string>;
	/** Fields of a creation that make no sense for something that may be there already. */
	readonly excluded?: ReadonlyArray<keyof Fields & string>;
	/** Further options, for the store. */
	readonly options: Options;
	/** Those of them that make no sense for many items alike. */
	readonly perItem?: ReadonlyArray<keyof Options & string>;
	/** The parameter that names the scope, where the vendor wants one named. */
	readonly scopeField?: string;
	/** The vendor's Terraform resource, whose attributes items may be given in. */
	readonly terraform?: TerraformResource;
}

/** Some traits, whatever kind they are of. */
type Traits<Names extends keyof AnyKeyed> = Pick<AnyKeyed, Names>;

type AnyKeyed = Keyed<FieldMap, Stored, unknown, unknown, FieldMap>;

/** One item's desired state. */
export interface Desired<Spec> {
	readonly spec: Spec;
	/** The ID to match on; undefined when none is given, or the natural key is to decide. */
	readonly id: string | undefined;
}

type Format = 'fields' | 'item' | 'terraform';

/** The panel of a desired state: where it comes from, the fields, what it is matched on. */
export function desiredPanel<Fields extends FieldMap, Kept extends Stored, Ref>(
	kind: Kind<Fields, Kept, Ref>,
	{ keyLabel, excluded = [], terraform }: Traits<'keyLabel' | 'excluded' | 'terraform'>,
): INodeProperties[] {
	const fields = specificationPanel(wanted(kind, excluded));
	return [
		{
			displayName: 'Desired State',
			name: 'inputFormat',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Fields Below',
					value: 'fields',
					description: 'Each item fills the fields below, through expressions',
				},
				{
					name: 'Input Item',
					value: 'item',
					description: `Each item is ${kind.article} ${kind.singular}: its JSON has the fields by their parameter names`,
				},
				...(terraform
					? [
							{
								name: 'Terraform Attributes',
								value: 'terraform',
								description: `Each item has the attributes of the Terraform resource ${terraform.type}`,
							},
						]
					: []),
			],
			default: 'fields',
			description: `Where it is said how ${kind.article} ${kind.singular} is to be`,
		},
		...fields.map((property) => displayedFor({ inputFormat: ['fields'] }, property)),
		{
			displayName: 'Match On',
			name: 'matchOn',
			type: 'options',
			noDataExpression: true,
			options: waysToMatch(keyLabel),
			default: 'key',
			description: `What makes an existing ${kind.singular} the one that is meant`,
		},
		{
			displayName: 'ID',
			name: 'matchId',
			type: 'string',
			default: '={{ $json.id }}',
			description: `The ID of the ${kind.singular}; empty for one that has none yet`,
			displayOptions: { show: { inputFormat: ['fields'], matchOn: ['id'] } },
		},
	];
}

const waysToMatch = (keyLabel: string) => [
	{ name: keyLabel, value: 'key' },
	{
		name: 'ID',
		value: 'id',
		description: `Where an item has none, or there is none of this ID any more, ${keyLabel} decides`,
	},
];

/**
 * The parameters with those taken from the item that the chosen format says are there.
 *
 * @returns throws InvalidInput when the item has something that is none of the fields
 */
export function adaptDesired<Fields extends FieldMap, Kept extends Stored, Ref>(
	kind: Kind<Fields, Kept, Ref>,
	{
		excluded = [],
		terraform,
		scopeField,
		options,
	}: Traits<'excluded' | 'terraform' | 'scopeField' | 'options'>,
): (parameters: ItemParameters) => ItemParameters {
	const fields = [...kind.main.map(({ field }) => field), ...kind.additional].filter(
		(field) => !excluded.includes(field),
	);
	const checkItem = checkFields(kind, fields, scopeField);
	const top = new Set<string>(kind.main.map(({ field }) => field));
	const additional = new Set<string>(kind.additional);
	const optional = new Set(Object.keys(options));
	return (parameters) => {
		const format = parameters.get('inputFormat') as Format;
		if (format === 'fields') return parameters;
		const isTerraform = format === 'terraform' && terraform !== undefined;
		if (!isTerraform) checkItem(parameters.json);
		const record = isTerraform ? fromTerraform(terraform, parameters.json) : parameters.json;
		return {
			...parameters,
			get(name) {
				if (name === 'matchId') return record.id;
				if (top.has(name)) return record[name];
				return name === scopeField ? (record[name] ?? parameters.get(name)) : parameters.get(name);
			},
			collection: (name) => {
				if (name === 'additionalFields') return someOf(record, additional);
				const given = parameters.collection(name);
				return name === 'options' ? { ...given, ...someOf(record, optional) } : given;
			},
		};
	};
}

function someOf(record: IDataObject, names: ReadonlySet<string>): IDataObject {
	const some: IDataObject = {};
	for (const name of Object.keys(record)) if (names.has(name)) some[name] = record[name];
	return some;
}

/** All that a new one is given, to be shown: also by options that are for one item alone. */
export function creationOf<Spec extends object>(
	{ given, perItem = [] }: Creating<Spec>,
	spec: Spec,
	options: object,
): Difference[] {
	const own = Object.entries(options).filter(([name]) => perItem.includes(name));
	return allAsDifferences({ ...(given?.(spec) ?? spec), ...Object.fromEntries(own) });
}

/** What of a kind says what a new one is given: as `Keyed` has it. */
export interface Creating<Spec> {
	given?(spec: Spec): Spec;
	readonly perItem?: readonly string[];
}

/**
 * One item's desired state, checked by the kind's rules.
 *
 * @returns throws InvalidInput
 */
export function readDesired<Fields extends FieldMap, Kept extends Stored, Ref>(
	kind: Kind<Fields, Kept, Ref>,
	{ excluded = [] }: Traits<'excluded'>,
): (parameters: ItemParameters, byId: boolean) => Desired<ValuesOf<Fields>> {
	const wantedKind = wanted(kind, excluded);
	return (parameters, byId) => {
		const spec = readSpecification(wantedKind, parameters);
		const id = byId ? (parameters.get('matchId') ?? '') : '';
		if (typeof id !== 'string' && typeof id !== 'number') {
			throw new InvalidInput('ID', 'is neither text nor a number');
		}
		return { spec, id: String(id).trim() || undefined };
	};
}

/** A kind without the fields that are left out. */
function wanted<Fields extends FieldMap, Kept extends Stored, Ref>(
	kind: Kind<Fields, Kept, Ref>,
	excluded: readonly string[],
): Kind<Fields, Kept, Ref> {
	if (excluded.length === 0) return kind;
	const fields = Object.entries(kind.fields).filter(([field]) => !excluded.includes(field));
	return {
		...kind,
		fields: Object.fromEntries(fields) as Fields,
		main: kind.main.filter(({ field }) => !excluded.includes(field)),
		additional: kind.additional.filter((field) => !excluded.includes(field)),
	};
}

/** @returns throws InvalidInput for an item that has something else than these fields, an ID and a scope */
function checkFields(
	{ article, singular }: Words,
	fields: readonly string[],
	scope: string | undefined,
): (json: IDataObject) => void {
	const allowed = new Set(['id', ...(scope ? [scope] : []), ...fields]);
	return (json) => {
		const unknown = Object.keys(json).filter((name) => !allowed.has(name));
		if (unknown.length === 0) return;
		throw new InvalidInput(
			'Desired State',
			`the item has ${unknown.map((name) => `'${name}'`).join(', ')}, which is no field of ${article} ${singular}`,
			`Remove it before this node, or choose Fields Below. The fields are: ${fields.join(', ')}.`,
		);
	};
}
