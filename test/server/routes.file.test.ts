import { describeServiceRoutes } from "../contract/service-routes.ts";

describeServiceRoutes("file");
