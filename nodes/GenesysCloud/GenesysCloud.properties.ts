import { panelOf } from '../core/resource';
import { RESOURCES } from './resources';
import { GENESYS_CLOUD } from './vendor';

/** The node's panel; what is published has it as data. */
export const PROPERTIES = panelOf(RESOURCES, GENESYS_CLOUD.limits);
