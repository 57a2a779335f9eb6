import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Base64;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Lucene as it comes, for scripts/relevance-peers.ts: the analyser of the language and BM25 over
 * title and text. A line on stdin is answered by one on stdout; parts are parted by tabs, texts are
 * base64 of UTF-8. "add, locale, place, type, title, text" is answered empty, "ask, locale, limit,
 * type or nothing, query" by the places found, best first. Ends with stdin.
 */
final class LucenePeer {
  public static void main(String[] args) throws IOException {
    BooleanQuery.setMaxClauseCount(100_000); // A question of 5,000 words is one too.
    var shelves =
        Map.of("tr", new Shelf(new TurkishAnalyzer()), "en", new Shelf(new EnglishAnalyzer()));
    var input = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line; (line = input.readLine()) != null; ) {
      var parts = line.split("\t", -1);
      var shelf = shelves.get(parts[1]);
      if (parts[0].equals("add")) {
        shelf.add(parts[2], text(parts[3]), text(parts[4]), text(parts[5]));
        System.out.println();
      } else {
        System.out.println(shelf.ask(Integer.parseInt(parts[2]), text(parts[3]), text(parts[4])));
      }
    }
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }

  private static final class Shelf {
    private final Analyzer analyzer;
    private final IndexWriter writer;

    Shelf(Analyzer analyzer) throws IOException {
      this.analyzer = analyzer;
      writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(analyzer));
    }

    void add(String place, String type, String title, String text) throws IOException {
      var document = new Document();
      document.add(new StringField("place", place, Store.YES));
      document.add(new StringField("type", type, Store.NO));
      document.add(new TextField("title", title, Store.NO));
      document.add(new TextField("text", text, Store.NO));
      writer.addDocument(document);
    }

    String ask(int limit, String type, String query) throws IOException {
      var parser =
          new SimpleQueryParser(
              analyzer,
              Map.of("title", 1f, "text", 1f),
              SimpleQueryParser.WHITESPACE_OPERATOR | SimpleQueryParser.PHRASE_OPERATOR);
      var question = new BooleanQuery.Builder().add(parser.parse(query), Occur.MUST);
      if (!type.isEmpty()) {
        question.add(new TermQuery(new Term("type", type)), Occur.FILTER);
      }
      try (var reader = DirectoryReader.open(writer)) {
        var searcher = new IndexSearcher(reader);
        var places = new StringJoiner(" ");
        for (var hit : searcher.search(question.build(), limit).scoreDocs) {
          places.add(searcher.doc(hit.doc).get("place"));
        }
        return places.toString();
      }
    }
  }
}
