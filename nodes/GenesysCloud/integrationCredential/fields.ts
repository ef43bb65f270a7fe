import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import { kindOf, text } from '../../core/fields';
import type { Field, FieldProperty, ValuesOf } from '../../core/fields';
import { isMask, Secret } from '../../core/secret';

const ROWS: FieldProperty = {
	displayName: 'Credential Fields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Credential Field',
	default: {},
	description:
		'What the credential holds, by the field names of its type: clientId and clientSecret for pureCloudOAuthClient, userName and password for basicAuth',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Field Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. clientSecret',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					typeOptions: { password: true },
					default: '',
				},
			],
		},
	],
};

/** Rows of the panel, or an expression's object of names and values; every value counts as secret. */
const CREDENTIAL_FIELDS: Field<Record<string, Secret>> = {
	property: ROWS,
	read(raw) {
		if (raw === undefined || raw === null || raw === '') return undefined;
		if (typeof raw !== 'object' || Array.isArray(raw)) {
			throw new InvalidInput(ROWS.displayName, `expected fields, got ${kindOf(raw)}`);
		}
		const given = raw as IDataObject;
		const rows = Array.isArray(given.field) ? given.field.map(nameAndValue) : Object.entries(given);
		if (rows.length === 0) return undefined;
		const fields = new Map<string, Secret>();
		for (const [name, value] of rows) readRow(fields, name, value);
		return Object.fromEntries(fields);
	},
};

function nameAndValue(row: unknown): [unknown, unknown] {
	if (typeof row !== 'object' || row === null) {
		throw new InvalidInput(ROWS.displayName, `expected fields, but one of them is ${kindOf(row)}`);
	}
	const { name, value } = row as IDataObject;
	return [name, value];
}

function readRow(fields: Map<string, Secret>, rawName: unknown, value: unknown): void {
	const name = typeof rawName === 'string' ? rawName.trim() : '';
	if (name === '') throw new InvalidInput(ROWS.displayName, 'a field has no name');
	if (fields.has(name)) {
		throw new InvalidInput(ROWS.displayName, `'${name}' is given twice`);
	}
	if (typeof value !== 'string' || value === '') {
		throw new InvalidInput(
			ROWS.displayName,
			`'${name}' has no value: expected text, got ${value === '' ? 'nothing' : kindOf(value)}`,
		);
	}
	if (isMask(value)) {
		throw new InvalidInput(
			ROWS.displayName,
			`'${name}' is a masked secret, not the secret itself`,
			'Set Secret Output to Plain in the node that made it.',
		);
	}
	fields.set(name, new Secret(value));
}

/** What can be said of an integration credential, by its parameter names. */
export const FIELDS = {
	name: text({
		displayName: 'Name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nightly export',
		description: 'The name of the integration credential',
	}),
	credentialType: text({
		displayName: 'Credential Type Name or ID',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getCredentialTypes' },
		default: 'pureCloudOAuthClient',
		description:
			'What kind of credential it is. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
	credentialFields: CREDENTIAL_FIELDS,
};

/** An integration credential as a person asks for it. */
export type IntegrationCredentialSpec = ValuesOf<typeof FIELDS>;
