/** A type of integration credential and its fields; those in `secret` are never read back. */
export interface CredentialTypeFields {
	name: string;
	fields: readonly string[];
	secret: readonly string[];
}

const TYPES: readonly CredentialTypeFields[] = [
	{ name: 'basicAuth', fields: ['userName', 'password'], secret: ['password'] },
	{ name: 'callJourney', fields: ['authToken'], secret: ['authToken'] },
	{
		name: 'pureCloudOAuthClient',
		fields: ['clientId', 'clientSecret'],
		secret: ['clientSecret'],
	},
	// This one takes any fields; their names tell which are secret.
	{
		name: 'userDefinedOAuth',
		fields: ['clientId', 'clientSecret', 'loginUrl'],
		secret: ['clientSecret'],
	},
];
const BY_NAME = new Map(TYPES.map((type) => [type.name, type]));
const SECRET_NAME = /secret|password|token|key/i;

/** All types, by name. */
export function credentialTypes(): readonly CredentialTypeFields[] {
	return TYPES;
}

export function credentialType(name: string): CredentialTypeFields | undefined {
	return BY_NAME.get(name);
}

/** Whether GET hides a field. */
export function isSecretField(type: string, field: string): boolean {
	const known = BY_NAME.get(type);
	return known?.fields.includes(field) ? known.secret.includes(field) : SECRET_NAME.test(field);
}

/** A type as answers show it (Genesys Cloud API description: CredentialType). */
export function typeView({ name, fields }: CredentialTypeFields): object {
	return {
		id: name,
		name,
		properties: Object.fromEntries(fields.map((field) => [field, { type: 'string' }])),
		displayOrder: fields,
		required: fields,
	};
}
