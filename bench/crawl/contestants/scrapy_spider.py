# Scrapy as its tutorial shows it.  scrapy runspider scrapy_spider.py -a origin=ORIGIN -o FILE
import scrapy


def fold(parts):
    return " ".join(" ".join(parts).split())


class Veldpost(scrapy.Spider):
    name = "veldpost"
    custom_settings = {
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "LOG_LEVEL": "ERROR",
        "ROBOTSTXT_OBEY": True,
        "FEED_EXPORT_ENCODING": "utf-8",
        "TELNETCONSOLE_ENABLED": False,
        "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
    }

    def start_requests(self):
        yield scrapy.Request(f"{self.origin}/nieuws?page=0")

    def parse(self, response):
        for path in response.css("li.card a.card__link::attr(href)").getall():
            yield response.follow(path, self.article)
        following = response.css("a.pager__next::attr(href)").get()
        if following:
            yield scrapy.Request(following)

    def article(self, response):
        def text(scope, selector):
            return fold(" ".join("".join(each.css("*::text").getall()) for each in scope.css(selector)).split())

        yield {
            "path": response.url[len(self.origin):],
            "title": text(response, "h1.story__title"),
            "day": response.css("time.story__date::attr(datetime)").get(),
            "author": text(response, "span.story__author"),
            "paragraphs": [fold("".join(each.css("*::text").getall()).split()) for each in response.css(".story__text > p")],
            "comments": [
                {
                    "author": text(each, ".reaction__name"),
                    "role": text(each, ".reaction__role") or None,
                    "text": text(each, ".reaction__text"),
                }
                for each in response.css("section.reactions li.reaction")
            ],
        }
