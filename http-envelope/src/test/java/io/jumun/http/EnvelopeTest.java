package io.jumun.http;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest
@AutoConfigureMockMvc
class EnvelopeTest {

  @Autowired MockMvc mvc;

  @Test
  void wrapsWhatAControllerReturns() throws Exception {
    mvc.perform(get("/things/7"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.status").value("SUCCESS"))
        .andExpect(jsonPath("$.data").value(7))
        .andExpect(jsonPath("$.code").doesNotExist());
  }

  @Test
  void answersWithWhatAControllerThrew() throws Exception {
    mvc.perform(get("/things/404"))
        .andExpect(status().isNotFound())
        .andExpect(header().string("Retry-After", "1"))
        .andExpect(jsonPath("$.status").value("FAIL"))
        .andExpect(jsonPath("$.code").value("THING_NOT_FOUND"));
  }

  @Test
  void hidesWhatWentWrongInside() throws Exception {
    mvc.perform(get("/things/500"))
        .andExpect(status().isInternalServerError())
        .andExpect(jsonPath("$.code").value("INTERNAL_SERVER_ERROR"))
        .andExpect(jsonPath("$.message").value(ErrorCodes.INTERNAL_SERVER_ERROR_MESSAGE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'size':0,'names':['a']}               | size",
        "{'size':1,'names':[]}                  | names",
        "{'size':1}                             | names",
        "{'size':null,'names':['a']}            | size",
        "{'size':'1','names':['a']}             | size",
        "{'size':1.0,'names':['a']}             | size",
        "{'size':99999999999999999999,'names':['a']} | size",
        "{'size':1,'names':['a'],'sizes':2}     | sizes",
        "{'size':1,'names':[{}]}                | names[0]",
        "{'size':1,'names':[5]}                 | names[0]",
        "{'size':1,'names':[true]}              | names[0]",
        "{'size':1,'names':['a'],'at':'noon'}   | at",
        "{'size':1,'size':2,'names':['a']}      | body",
        "{'size':1,'names':['a']                | body",
        "[]                                     | body",
        "nonsense                               | body",
        "{'size':1,'names':['a']} {}            | body",
      })
  void namesTheOffendingField(String body, String field) throws Exception {
    mvc.perform(
            post("/things")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body.replace('\'', '"')))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.code").value("INVALID_REQUEST"))
        .andExpect(jsonPath("$.message").value(containsString(field)));
  }

  @Test
  void namesTheFieldWhereAParameterIsConstrainedToo() throws Exception {
    mvc.perform(
            post("/boxes/0/things")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"size\":0,\"names\":[\"a\"]}"))
        .andExpect(status().isBadRequest())
        .andExpect(
            jsonPath("$.message")
                .value("box: must be greater than 0; size: must be greater than 0"));
  }

  @Test
  void namesAPathVariableOfTheWrongType() throws Exception {
    mvc.perform(get("/things/seven"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.message").value("id: not a valid value"));
  }

  @Test
  void usesTheEnvelopeForWhatTheFrameworkRefuses() throws Exception {
    mvc.perform(put("/things"))
        .andExpect(status().isMethodNotAllowed())
        .andExpect(jsonPath("$.code").value("METHOD_NOT_ALLOWED"));
    mvc.perform(post("/things").contentType(MediaType.TEXT_PLAIN).content("x"))
        .andExpect(status().isUnsupportedMediaType())
        .andExpect(jsonPath("$.code").value("UNSUPPORTED_MEDIA_TYPE"));
    mvc.perform(get("/nowhere"))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.code").value("NOT_FOUND"));
  }

  @Test
  void answersInJsonWhateverTheClientAccepts() throws Exception {
    for (var accepted : new String[] {"text/html", "application/pdf", "nonsense"}) {
      mvc.perform(get("/things/7").header("Accept", accepted))
          .andExpect(status().isOk())
          .andExpect(jsonPath("$.data").value(7));
    }
  }

  @Test
  void refusesABodyOverTheLimit() throws Exception {
    mvc.perform(
            post("/things")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Transfer-Encoding", "chunked")
                .content("x".repeat(64 * 1024 + 1)))
        .andExpect(status().isContentTooLarge())
        .andExpect(jsonPath("$.code").value("PAYLOAD_TOO_LARGE"));
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @RestController
  static class Things {

    record NewThing(
        @Positive int size, @NotEmpty List<String> names, java.time.@Nullable Instant at) {}

    @GetMapping("/things/{id}")
    Envelope<Long> thing(@PathVariable long id) {
      if (id == 404) {
        throw ApiException.notFound("THING_NOT_FOUND", "no such thing").with("Retry-After", "1");
      }
      if (id == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
        throw new IllegalStateException("a secret");
      }
      return Envelope.success(id);
    }

    @PostMapping("/boxes/{box}/things")
    Envelope<NewThing> put(@PathVariable @Positive long box, @RequestBody @Valid NewThing thing) {
      return Envelope.success(thing);
    }

    @PostMapping("/things")
    Envelope<NewThing> create(@RequestBody @Valid NewThing thing) {
      return Envelope.success(thing);
    }
  }
}
