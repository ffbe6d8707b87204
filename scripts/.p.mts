import { siteJsonSchema, recordJsonSchema } from "../src/config/json-schema.ts";
const t=performance.now(); const s = siteJsonSchema(); console.log(performance.now()-t);
console.log(JSON.stringify(s).length, Object.keys(s.$defs));
console.log(JSON.stringify(s.properties,null,1).slice(0,6000));
console.log(JSON.stringify(s.$defs.Sources), JSON.stringify(s.$defs.Source),JSON.stringify(s.$defs.Byline).slice(0,600), JSON.stringify(s.$defs.Fields).slice(0,1500));
console.log(JSON.stringify(recordJsonSchema()).length, Object.keys(recordJsonSchema().$defs));
