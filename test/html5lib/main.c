/*
 * html5lib - print what the HTML parser makes of the html5lib tests.
 *
 *     html5lib tree DIR      one line a test of each .dat of DIR: {"file","n","got"}
 *     html5lib tokens DIR    one line a test and initial state of each .test
 *
 * It reads only the inputs. What is right is decided elsewhere (compare.py), so this
 * program cannot agree with a test by looking at its answer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "page/html_token.h"
#include "page/html_tree.h"

#define FILE_LIMIT ((size_t)64 << 20)

typedef struct output {
    hsy_buf line;
    const char *file;
    int n;
} output;

static void begin_line(output *out)
{
    hsy_buf_reset(&out->line);
}

static void end_line(output *out)
{
    hsy_buf_putc(&out->line, '\n');
    fwrite(out->line.data, 1, out->line.len, stdout);
}

/* The tree, in the form of the tests. */

static const char *const prefixes[] = {"", "svg ", "math "};

static void put_indent(hsy_buf *buf, unsigned depth)
{
    if (buf->len)
        hsy_buf_putc(buf, '\n');
    hsy_buf_puts(buf, "| ");
    hsy_buf_fill(buf, ' ', 2 * (size_t)depth);
}

/* Attributes of foreign elements that have a namespace are written with a blank. */
static hsy_str shown_name(hsy_arena *arena, const hsy_node *element, const hsy_attr *attr)
{
    static const char *const spaced[] = {
        "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role",  "xlink:show",
        "xlink:title",   "xlink:type",    "xml:lang",   "xml:space",   "xmlns:xlink",
    };

    if (element->ns == HSY_NS_HTML)
        return attr->name;
    if (hsy_str_eq(attr->name, HSY_STR("xmlns")))
        return HSY_STR("xmlns xmlns");
    for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++) {
        if (!hsy_str_eq(attr->name, hsy_str_of(spaced[i])))
            continue;
        char *name = hsy_arena_copy(arena, attr->name.ptr, attr->name.len);
        if (!name)
            exit(2);
        *strchr(name, ':') = ' ';
        return (hsy_str){name, attr->name.len};
    }
    return attr->name;
}

static int compare_names(const void *a, const void *b)
{
    hsy_str x = ((const hsy_attr *)a)->name, y = ((const hsy_attr *)b)->name;
    size_t len = x.len < y.len ? x.len : y.len;
    int order = memcmp(x.ptr, y.ptr, len);

    return order ? order : (x.len > y.len) - (x.len < y.len);
}

static void put_element(hsy_buf *buf, hsy_arena *arena, const hsy_dom *dom,
                        const hsy_node *node, unsigned depth)
{
    hsy_attr *attrs = hsy_new_array(arena, node->nattrs, hsy_attr);

    if (!attrs)
        exit(2);
    put_indent(buf, depth);
    hsy_buf_printf(buf, "<%s%.*s>", prefixes[node->ns], HSY_STR_ARG(node->name));
    for (uint32_t i = 0; i < node->nattrs; i++) {
        attrs[i] = dom->attrs[node->attrs + i];
        attrs[i].name = shown_name(arena, node, &attrs[i]);
    }
    qsort(attrs, node->nattrs, sizeof *attrs, compare_names);
    for (uint32_t i = 0; i < node->nattrs; i++) {
        put_indent(buf, depth + 1);
        hsy_buf_add(buf, attrs[i].name);
        hsy_buf_puts(buf, "=\"");
        hsy_buf_add(buf, attrs[i].value);
        hsy_buf_puts(buf, "\"");
    }
}

static hsy_str doctype_id(const hsy_dom *dom, const hsy_node *node, const char *which)
{
    for (uint32_t i = 0; i < node->nattrs; i++) {
        if (hsy_str_eq(dom->attrs[node->attrs + i].name, hsy_str_of(which)))
            return dom->attrs[node->attrs + i].value;
    }
    return HSY_STR("");
}

static void put_doctype(hsy_buf *buf, const hsy_dom *dom, const hsy_node *node,
                        unsigned depth)
{
    hsy_str public_id = doctype_id(dom, node, "public");
    hsy_str system_id = doctype_id(dom, node, "system");

    put_indent(buf, depth);
    hsy_buf_puts(buf, "<!DOCTYPE ");
    hsy_buf_add(buf, node->name);
    if (public_id.len || system_id.len)
        hsy_buf_printf(buf, " \"%.*s\" \"%.*s\"", HSY_STR_ARG(public_id),
                       HSY_STR_ARG(system_id));
    hsy_buf_puts(buf, ">");
}

static void put_node(hsy_buf *buf, hsy_arena *arena, const hsy_dom *dom, const hsy_node *node,
                     unsigned depth)
{
    switch ((hsy_node_kind)node->kind) {
    case HSY_NODE_ELEMENT:
        put_element(buf, arena, dom, node, depth);
        break;
    case HSY_NODE_TEXT:
        put_indent(buf, depth);
        hsy_buf_putc(buf, '"');
        hsy_buf_add(buf, hsy_text_str(&node->text));
        hsy_buf_putc(buf, '"');
        break;
    case HSY_NODE_COMMENT:
        put_indent(buf, depth);
        hsy_buf_puts(buf, "<!-- ");
        hsy_buf_add(buf, hsy_text_str(&node->text));
        hsy_buf_puts(buf, " -->");
        break;
    case HSY_NODE_DOCTYPE:
        put_doctype(buf, dom, node, depth);
        break;
    case HSY_NODE_DOCUMENT:
        break;
    }
}

static bool is_template(const hsy_node *node)
{
    return node->kind == HSY_NODE_ELEMENT && node->ns == HSY_NS_HTML &&
           node->tag == HSY_TAG_TEMPLATE;
}

static unsigned depth_of(const hsy_dom *dom, uint32_t root, uint32_t node)
{
    unsigned depth = 0;

    for (node = dom->nodes[node].parent; node != root; node = dom->nodes[node].parent)
        depth += 1 + (unsigned)is_template(&dom->nodes[node]);
    return depth;
}

static void put_tree(hsy_buf *buf, hsy_arena *arena, const hsy_dom *dom, uint32_t root)
{
    uint32_t node = hsy_dom_next(dom, root, root, false);

    for (; node != HSY_NONE; node = hsy_dom_next(dom, root, node, false)) {
        unsigned depth = depth_of(dom, root, node);
        put_node(buf, arena, dom, &dom->nodes[node], depth);
        if (is_template(&dom->nodes[node])) {
            put_indent(buf, depth + 1);
            hsy_buf_puts(buf, "content");
        }
    }
}

static hsy_ns cut_namespace(hsy_str *context)
{
    for (int ns = HSY_NS_SVG; ns <= HSY_NS_MATHML; ns++) {
        hsy_str prefix = hsy_str_of(prefixes[ns]);
        if (hsy_str_starts(*context, prefix)) {
            *context = hsy_str_sub(*context, prefix.len, context->len);
            return (hsy_ns)ns;
        }
    }
    return HSY_NS_HTML;
}

/* `context` with .ptr NULL: a whole page. */
static void show_tree(output *out, hsy_str data, hsy_str context)
{
    hsy_arena arena;
    hsy_dom dom;
    hsy_buf tree;
    hsy_error err;
    hsy_status status;

    hsy_arena_init(&arena, 0);
    hsy_buf_init(&tree, 0);
    hsy_str html = hsy_utf8_repair(&arena, data);
    if (context.ptr) {
        hsy_ns ns = cut_namespace(&context);
        status = hsy_dom_parse_fragment(&arena, html, context, ns, &dom, &err);
    } else {
        status = hsy_dom_parse(&arena, html, &dom, &err);
    }
    if (status) {
        fprintf(stderr, "html5lib: %s: test %d: %s\n", out->file, out->n, err.message);
        exit(2);
    }
    put_tree(&tree, &arena, &dom, context.ptr ? 1 : 0);
    begin_line(out);
    hsy_json json = {.buf = &out->line};
    hsy_json_open(&json, '{');
    hsy_json_put_text(&json, "file", out->file);
    hsy_json_put_int(&json, "n", out->n++);
    hsy_json_put_str(&json, "got", tree.len ? hsy_buf_str(&tree) : HSY_STR(""));
    hsy_json_close(&json, '}');
    end_line(out);
    hsy_buf_clear(&tree);
    hsy_arena_clear(&arena);
}

/* A file of tests: sections begin with a line "#name". */
static void show_trees(output *out, hsy_str rest)
{
    enum { NOWHERE, DATA, CONTEXT, ANSWER } where = NOWHERE;
    const char *from = NULL, *to = NULL;
    hsy_str context = {NULL, 0};
    bool pending = false;

    while (rest.ptr) {
        hsy_str line = hsy_str_cut(&rest, '\n');
        bool fresh = where == NOWHERE || where == ANSWER;
        if (fresh && hsy_str_eq(line, HSY_STR("#data"))) {
            if (pending)
                show_tree(out, (hsy_str){from, (size_t)(to - from)}, context);
            where = DATA;
            pending = true;
            context = (hsy_str){NULL, 0};
            from = to = line.ptr + line.len + 1;
        } else if (where == DATA && hsy_str_eq(line, HSY_STR("#errors"))) {
            to = line.ptr > from ? line.ptr - 1 : from;
            where = ANSWER;
        } else if (hsy_str_eq(line, HSY_STR("#document-fragment"))) {
            where = CONTEXT;
        } else if (where == CONTEXT) {
            context = line;
            where = ANSWER;
        }
    }
    if (pending)
        show_tree(out, (hsy_str){from, (size_t)(to - from)}, context);
}

/* Tokens, in the form of the tests. */

static const char *const states[] = {
    [HSY_HTML_IN_DATA] = "Data state",           [HSY_HTML_IN_RCDATA] = "RCDATA state",
    [HSY_HTML_IN_RAWTEXT] = "RAWTEXT state",     [HSY_HTML_IN_SCRIPT] = "Script data state",
    [HSY_HTML_IN_PLAINTEXT] = "PLAINTEXT state", [HSY_HTML_IN_CDATA] = "CDATA section state",
};

static void put_word(hsy_json *json, const char *word)
{
    hsy_json_str(json, hsy_str_of(word));
}

static void put_tag(hsy_json *json, const hsy_html_tokenizer *tokenizer,
                    const hsy_html_token *token)
{
    bool is_start = token->kind == HSY_HTML_START;

    hsy_json_open(json, '[');
    put_word(json, is_start ? "StartTag" : "EndTag");
    hsy_json_str(json, token->name);
    if (is_start) {
        hsy_json_open(json, '{');
        for (uint32_t i = 0; i < token->nattrs; i++) {
            hsy_json_str(json, tokenizer->attrs[i].name);
            hsy_buf_putc(json->buf, ':');
            json->comma = false;
            hsy_json_str(json, tokenizer->attrs[i].value);
        }
        hsy_json_close(json, '}');
        if (token->self_closing)
            hsy_json_bool(json, true);
    }
    hsy_json_close(json, ']');
}

static void put_token(hsy_json *json, const hsy_html_tokenizer *tokenizer,
                      const hsy_html_token *token)
{
    if (token->kind == HSY_HTML_START || token->kind == HSY_HTML_CLOSE) {
        put_tag(json, tokenizer, token);
        return;
    }
    hsy_json_open(json, '[');
    if (token->kind == HSY_HTML_COMMENT) {
        put_word(json, "Comment");
        hsy_json_str(json, hsy_text_str(&token->comment));
    } else {
        put_word(json, "DOCTYPE");
        hsy_json_str(json, token->name);
        hsy_json_str(json, token->public_id);
        hsy_json_str(json, token->system_id);
        hsy_json_bool(json, !token->force_quirks);
    }
    hsy_json_close(json, ']');
}

static void put_characters(hsy_json *json, hsy_buf *text)
{
    if (text->len == 0)
        return;
    hsy_json_open(json, '[');
    put_word(json, "Character");
    hsy_json_str(json, hsy_buf_str(text));
    hsy_json_close(json, ']');
    hsy_buf_reset(text);
}

static void put_tokens(hsy_json *json, hsy_html_tokenizer *tokenizer)
{
    hsy_html_token token = {0};
    hsy_buf text;

    hsy_buf_init(&text, 0);
    while (hsy_html_next(tokenizer, &token) != HSY_HTML_END) {
        if (token.kind == HSY_HTML_TEXT) {
            hsy_buf_add(&text, token.text);
            continue;
        }
        put_characters(json, &text);
        put_token(json, tokenizer, &token);
    }
    put_characters(json, &text);
    hsy_buf_clear(&text);
}

static void show_tokens_in(output *out, hsy_str data, const char *state, hsy_str last_start)
{
    hsy_arena arena;
    hsy_arena_init(&arena, 0);
    hsy_html_tokenizer *tokenizer = hsy_new(&arena, hsy_html_tokenizer);
    hsy_json json = {.buf = &out->line};

    if (!tokenizer)
        exit(2);
    hsy_html_tokenizer_init(tokenizer, &arena, hsy_utf8_repair(&arena, data));
    tokenizer->last_start = last_start;
    for (unsigned i = 0; i < sizeof states / sizeof *states; i++) {
        if (strcmp(state, states[i]) == 0)
            tokenizer->state = (uint8_t)i;
    }
    begin_line(out);
    hsy_json_open(&json, '{');
    hsy_json_put_text(&json, "file", out->file);
    hsy_json_put_int(&json, "n", out->n);
    hsy_json_put_text(&json, "state", state);
    hsy_json_key(&json, "got");
    hsy_json_open(&json, '[');
    put_tokens(&json, tokenizer);
    hsy_json_close(&json, ']');
    hsy_json_close(&json, '}');
    end_line(out);
    hsy_arena_clear(&arena);
}

static bool hex4(const char *p, uint32_t *ret)
{
    *ret = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef0123456789ABCDEF";
        const char *at = p[i] ? strchr(digits, p[i]) : NULL;
        if (!at)
            return false;
        *ret = *ret << 4 | (uint32_t)((at - digits) & 15);
    }
    return true;
}

/* "\uHHHH" once more; a pair of surrogates is one code point. */
static void unescape(hsy_buf *buf, hsy_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        uint32_t code, low;
        if (s.ptr[i] != '\\' || i + 6 > s.len || s.ptr[i + 1] != 'u' ||
            !hex4(s.ptr + i + 2, &code)) {
            hsy_buf_putc(buf, s.ptr[i]);
            continue;
        }
        i += 5;
        if (code >= 0xD800 && code < 0xDC00 && i + 7 <= s.len && s.ptr[i + 1] == '\\' &&
            s.ptr[i + 2] == 'u' && hex4(s.ptr + i + 3, &low) && low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            i += 6;
        }
        hsy_buf_put_utf8(buf, code);
    }
}

static hsy_str str_of_json(const json_t *value)
{
    return (hsy_str){json_string_value(value), json_string_length(value)};
}

static void show_token_test(output *out, const json_t *test)
{
    hsy_str data = str_of_json(json_object_get(test, "input"));
    hsy_str last = str_of_json(json_object_get(test, "lastStartTag"));
    const json_t *wanted = json_object_get(test, "initialStates");
    hsy_buf unescaped;

    hsy_buf_init(&unescaped, 0);
    if (json_is_true(json_object_get(test, "doubleEscaped"))) {
        unescape(&unescaped, data);
        data = hsy_buf_str(&unescaped);
    }
    if (!data.ptr)
        data = HSY_STR("");
    if (!wanted)
        show_tokens_in(out, data, states[HSY_HTML_IN_DATA], last);
    for (size_t i = 0; i < json_array_size(wanted); i++)
        show_tokens_in(out, data, json_string_value(json_array_get(wanted, i)), last);
    out->n++;
    hsy_buf_clear(&unescaped);
}

static void show_tokens(output *out, hsy_str file)
{
    json_error_t why;
    json_t *root = json_loadb(file.ptr, file.len, JSON_ALLOW_NUL, &why);

    if (!root) {
        fprintf(stderr, "html5lib: %s:%d: %s\n", out->file, why.line, why.text);
        exit(2);
    }
    const json_t *tests = json_object_get(root, "tests");
    if (!tests)
        tests = json_object_get(root, "xmlViolationTests");
    for (size_t i = 0; i < json_array_size(tests); i++)
        show_token_test(out, json_array_get(tests, i));
    json_decref(root);
}

static void show_file(const char *dir, const char *name, bool tree)
{
    hsy_arena arena;
    hsy_str file;
    hsy_error err;
    output out = {.file = name};

    hsy_arena_init(&arena, 0);
    hsy_buf_init(&out.line, 0);
    const char *path = hsy_path_join(&arena, dir, name);
    if (!path || hsy_file_read(&arena, path, FILE_LIMIT, &file, &err)) {
        fprintf(stderr, "html5lib: %s cannot be read\n", name);
        exit(2);
    }
    if (tree)
        show_trees(&out, file);
    else
        show_tokens(&out, file);
    hsy_buf_clear(&out.line);
    hsy_arena_clear(&arena);
}

/* Bytewise: alphasort would ask the locale. */
static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

int main(int argc, char **argv)
{
    bool tree = argc == 3 && strcmp(argv[1], "tree") == 0;
    struct dirent **names;

    if (!tree && !(argc == 3 && strcmp(argv[1], "tokens") == 0)) {
        fputs("usage: html5lib tree|tokens DIR\n", stderr);
        return 2;
    }
    int count = scandir(argv[2], &names, NULL, by_bytes);
    if (count < 0) {
        perror(argv[2]);
        return 2;
    }
    for (int i = 0; i < count; i++) {
        if (hsy_str_ends(hsy_str_of(names[i]->d_name), hsy_str_of(tree ? ".dat" : ".test")))
            show_file(argv[2], names[i]->d_name, tree);
        free(names[i]);
    }
    free(names);
    return 0;
}
