import { expect, it } from "vitest";
import { isNotFoundTitle } from "../../src/extract/known-walls.ts";

it("titles that say there is no page are known in each language, by one word of them first", () => {
  const titles = [
    "404",
    "Pagina niet gevonden",
    "Helaas, de gevraagde pagina kon niet worden gevonden",
    "Dit artikel bestaat niet meer",
    "Deze pagina bestaat niet meer",
    "Page not found",
    "The page does not exist",
    "Seite wurde nicht gefunden",
    "Die Seite existiert nicht mehr",
    "Nicht gefunden",
    "Page introuvable",
    "Cette page n’existe plus",
    "Page non trouvée",
  ];
  expect(titles.filter((title) => !isNotFoundTitle(title))).toEqual([]);
  expect(["Schat gevonden in de kade", "Het bestaat nog"].filter(isNotFoundTitle)).toEqual([]);
});
