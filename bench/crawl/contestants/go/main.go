// Go's standard client and goquery, sixteen workers, nothing durable.  go-crawl ORIGIN FILE
package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"sync"

	"github.com/PuerkitoBio/goquery"
)

type comment struct {
	Author string  `json:"author"`
	Role   *string `json:"role"`
	Text   string  `json:"text"`
}

type article struct {
	Path       string    `json:"path"`
	Title      string    `json:"title"`
	Day        string    `json:"day"`
	Author     string    `json:"author"`
	Paragraphs []string  `json:"paragraphs"`
	Comments   []comment `json:"comments"`
}

func fold(text string) string { return strings.Join(strings.Fields(text), " ") }

func get(client *http.Client, url string) *goquery.Document {
	response, err := client.Get(url)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	document, err := goquery.NewDocumentFromReader(response.Body)
	if err != nil {
		panic(err)
	}
	return document
}

func read(document *goquery.Document, path string) article {
	document.Find(".story__related").Remove()
	day, _ := document.Find("time.story__date").Attr("datetime")
	result := article{
		Path:       path,
		Title:      fold(document.Find("h1.story__title").Text()),
		Day:        day,
		Author:     fold(document.Find("span.story__author").Text()),
		Paragraphs: []string{},
		Comments:   []comment{},
	}
	document.Find(".story__text > p").Each(func(_ int, each *goquery.Selection) {
		result.Paragraphs = append(result.Paragraphs, fold(each.Text()))
	})
	document.Find("section.reactions li.reaction").Each(func(_ int, each *goquery.Selection) {
		var role *string
		if text := fold(each.Find(".reaction__role").Text()); text != "" {
			role = &text
		}
		result.Comments = append(result.Comments, comment{fold(each.Find(".reaction__name").Text()), role, fold(each.Find(".reaction__text").Text())})
	})
	return result
}

func main() {
	origin := os.Args[1]
	file, err := os.Create(os.Args[2])
	if err != nil {
		panic(err)
	}
	writer := bufio.NewWriter(file)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16, MaxConnsPerHost: 16, DisableCompression: true}}
	paths := make(chan string, 1_000_000)
	var lock sync.Mutex
	var workers sync.WaitGroup
	for worker := 0; worker < 16; worker++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for path := range paths {
				record := read(get(client, origin+path), path)
				lock.Lock()
				encoder.Encode(record)
				lock.Unlock()
			}
		}()
	}
	seen := map[string]bool{}
	for next, found := origin+"/nieuws?page=0", true; found; {
		document := get(client, next)
		document.Find("li.card a.card__link").Each(func(_ int, link *goquery.Selection) {
			if path, _ := link.Attr("href"); !seen[path] {
				seen[path] = true
				paths <- path
			}
		})
		next, found = document.Find("a.pager__next").Attr("href")
	}
	close(paths)
	workers.Wait()
	writer.Flush()
	file.Close()
}
