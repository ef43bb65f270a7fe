import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { refuseSpecialName } from './jsonField';

/** What becomes of one attribute of a Terraform resource. */
export type Attribute =
	/** It is this parameter, as it is. */
	| string
	/** It has no meaning in a desired state: the provider or the vendor makes it. */
	| null
	/** It says these parameters. */
	| ((value: unknown) => IDataObject);

/** A vendor's Terraform resource, in whose attribute names desired states may be given. */
export interface TerraformResource {
	/** As it is written in Terraform: "genesyscloud_oauth_client". */
	readonly type: string;
	/** All attributes that the provider documents. */
	readonly attributes: Readonly<Record<string, Attribute>>;
	/** Parameters that the resource implies without an attribute for them. */
	readonly implied?: IDataObject;
}

const LABEL = 'Desired State';

/**
 * What a Terraform resource's attributes say, by parameter names. An attribute that is null is one
 * that was not set, as in Terraform itself.
 *
 * @throws InvalidInput when the item has something that is no attribute of the resource
 */
export function fromTerraform(
	{ type, attributes, implied = {} }: TerraformResource,
	json: IDataObject,
): IDataObject {
	const record: IDataObject = { ...implied };
	for (const [name, value] of Object.entries(json)) {
		refuseSpecialName(LABEL, name);
		const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
		if (attribute === undefined) {
			throw new InvalidInput(
				LABEL,
				`'${name}' is no attribute of ${type}`,
				`Remove it before this node. The attributes are: ${Object.keys(attributes).join(', ')}.`,
			);
		}
		if (value === null || attribute === null) continue;
		Object.assign(
			record,
			typeof attribute === 'string' ? { [attribute]: value } : attribute(value),
		);
	}
	return record;
}
