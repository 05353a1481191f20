import type { DeepPartial, ServiceSettings, SettingsLayer } from '../settings';

/** Values that hold without being written. */
export interface BuiltInLayer {
  /** Values of the target, its database and its file store. */
  readonly target: SettingsLayer;
  /** Values of each service, whatever its name; `inherited` is what the layers before say of it. */
  service(inherited: { readonly instanceType?: unknown }): DeepPartial<ServiceSettings>;
}
