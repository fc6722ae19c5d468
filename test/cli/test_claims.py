#!/usr/bin/env python3
"""Claims of each sort, from invented articles to verdicts."""
import program
from program import Case, lines, run

BLAST = "An explosion at a depot in Tallis on Tuesday "


class Claims(Case):

    def claims(self, *texts, title="Blast in Tallis"):
        """What articles say together; (day, text) of one that is not of the first day."""
        rows = []
        for n, text in enumerate(texts):
            day, text = text if isinstance(text, tuple) else (6, text)
            rows.append({"id": f"r{n}", "publisher": f"Paper {n}", "title": title,
                         "published": f"2031-05-{day:02}", "text": text})
        place = self.put("rows.jsonl", lines(rows))
        return self.ends(run("claims", place), 0).objects()

    def one(self, claims, what, scope="event", **more):
        """The only claim of this kind."""
        found = [c for c in claims if c["what"] == what and c["scope"] == scope and
                 all(c[key] == value for key, value in more.items())]
        self.assertEqual(len(found), 1, [(c["what"], c["scope"], c["best"]) for c in claims])
        return found[0]

    def numbers(self, claim):
        return claim["verdict"], claim["low"], claim["best"], claim["high"]

    def test_reasons_stand_beside_each_other(self):
        claims = self.claims(BLAST + "was caused by a gas leak, the fire service said.",
                             BLAST + "was caused by a drone, the mayor said.")
        reason = self.one(claims, "reason")
        self.assertEqual(reason["verdict"], "compatible")
        self.assertEqual([a["value"] for a in reason["accounts"]], ["a gas leak", "a drone"])
        self.assertEqual([a["text"] for a in reason["accounts"]], ["a gas leak", "a drone"])

    def test_a_reason_that_two_give(self):
        reason = self.one(self.claims(BLAST + "was caused by a gas leak, the mayor said.",
                                      BLAST + "was caused by a gas leak, police said."), "reason")
        self.assertEqual((reason["verdict"], reason["best"]), ("agree", "a gas leak"))

    def reasons(self, *sentences):
        """What claims say of why, and who says so."""
        claims = self.claims(*(s + " The army and the government were in the news." for s in sentences),
                             title="News of Tallis")
        return [(c["about"]["type"], c["verdict"],
                 [(a["value"], [by["text"] for by in a["attributed_to"]]) for a in c["accounts"]])
                for c in claims if c["what"] == "reason"]

    def test_why_in_the_words_of_those_who_say_it(self):
        for sentence, kind, why, by in (
                ("The army shelled Tallis on Monday in response to rocket fire from the hills, the ministry said.",
                 "ASSAULT", "rocket fire from the hills", ["the ministry"]),
                ("Rebels attacked the police post in Tallis on Monday because officers had shot a farmer, "
                 "witnesses said.", "ASSAULT", "officers had shot a farmer", ["witnesses"]),
                ("Dockers struck in Tallis on Monday in protest over the arrests, the union said.",
                 "PROTEST", "arrests", ["the union"]),
                ("Police arrested 40 people in Tallis on Monday on suspicion of arson.",
                 "COERCE", "arson", [])):
            with self.subTest(sentence):
                self.assertEqual(self.reasons(sentence), [(kind, "single", [(why, by)])])

    def test_two_who_say_why(self):
        shelled = "The army shelled Tallis on Monday in response to "
        self.assertEqual(self.reasons(shelled + "rocket fire, the ministry said.",
                                      shelled + "a raid on its posts, the mayor said."),
                         [("ASSAULT", "compatible", [("rocket fire", ["the ministry"]),
                                                     ("a raid on its posts", ["the mayor"])])])

    def test_what_was_not_done_has_no_reason(self):
        for sentence in ("The army did not shell Tallis on Monday because of its mines, the mayor said.",
                         "The army shelled Tallis for over three hours on Monday, residents said.",
                         "The army shelled Tallis on Monday after the talks collapsed, residents said."):
            with self.subTest(sentence):
                self.assertEqual(self.reasons(sentence), [])

    def test_who_did_it_may_be_counted(self):
        claims = self.claims(
            "A gunman killed five people in a mall in Tallis on Monday before shooting himself "
            "dead, police said.",
            "Six people died, including the gunman, when a man opened fire in a mall in Tallis "
            "on Monday.", title="Shooting in Tallis mall")
        killed = self.one(claims, "killed")
        self.assertEqual((killed["verdict"], killed["low"], killed["high"]), ("compatible", 5, 6))
        self.assertIn("those who did it", killed["why"])

    def test_more_than_a_number_beside_the_number(self):
        claims = self.claims(BLAST + "killed more than 19 people, police said.",
                             BLAST + "killed 19 people, the mayor said.")
        self.assertEqual(self.one(claims, "killed")["verdict"], "compatible")

    def test_a_figure_that_is_denied(self):
        claims = self.claims(BLAST + "killed nine people, the mayor said.",
                             "The army denied that nine people were killed in the explosion at a "
                             "depot in Tallis on Tuesday.")
        killed = self.one(claims, "killed")
        self.assertEqual(self.numbers(killed), ("conflict", 9, 9, 9))
        self.assertIn("denied by others", killed["why"])

    def test_updates(self):
        late = "The death toll from Tuesday's explosion at a depot in Tallis {} on Wednesday, the " \
               "mayor said."
        for words, best in (("rose to 12", 12), ("was revised down to seven from nine", 7)):
            claims = self.claims(BLAST + "killed nine people, the mayor said.",
                                 (7, late.format(words)))
            killed = self.one(claims, "killed")
            self.assertEqual((killed["verdict"], killed["best"]), ("update", best), words)

    def test_one_monitor_revises_itself(self):
        said = ", the Syrian Observatory for Human Rights said."
        again = "The explosion at a depot in Tallis on Tuesday killed {} people" + said
        for first, then in ((9, 14), (14, 9)):
            claims = self.claims(BLAST + f"killed {first} people" + said, (7, again.format(then)))
            killed = self.one(claims, "killed")
            self.assertEqual((killed["verdict"], killed["best"]), ("update", then))

    def test_a_lower_figure_is_no_update_by_coming_later(self):
        claims = self.claims(BLAST + "killed nine people, the mayor said.",
                             (7, "The explosion at a depot in Tallis on Tuesday killed seven "
                                 "people, police said."))
        self.assertEqual(self.one(claims, "killed")["verdict"], "conflict")

    def test_sums_of_a_war_and_parts_are_apart(self):
        claims = self.claims(
            BLAST + "killed nine people, including two children, the mayor said. More than "
                    "6,000 people have been killed since the war began.",
            BLAST + "killed nine people, including two children, police said.")
        self.assertEqual(self.numbers(self.one(claims, "killed")), ("agree", 9, 9, 9))
        self.assertEqual(self.one(claims, "killed", "subset")["best"], 2)
        self.assertEqual(self.one(claims, "killed", "cumulative")["low"], 6001)

    def test_a_town_that_was_hit_did_not_do_it(self):
        claims = self.claims("Shells hit the market of Tallis on Monday, killing four people.",
                             title="Market of Tallis shelled")
        self.assertNotIn("perpetrator", {c["what"] for c in claims})
        for claim in claims:
            self.assertNotIn("Tallis", claim["about"]["source"] or "")

    def test_it_is_the_blast_and_not_who_was_named_before(self):
        claims = self.claims(BLAST + "was caused by a gas leak, the fire service said. It killed "
                                     "four people.")
        for claim in claims:
            self.assertNotIn("fire service", claim["about"]["source"] or "")

    def test_a_promise_is_no_agreement(self):
        claims = self.claims("“We will rebuild the market,” mayor Ana Ruiz said.", title="Market")
        self.assertNotIn("agreed", {c["what"] for c in claims})

    def test_a_day_says_more_than_a_month(self):
        claims = self.claims(BLAST + "killed nine people.",
                             (20, "An explosion at a depot in Tallis in May killed nine people."))
        time = self.one(claims, "time")
        self.assertEqual((time["verdict"], time["best"]), ("compatible", "2031-05-06"))

    def test_a_ban_has_no_dead(self):
        claims = self.claims("Norland banned public gatherings in Tallis on Tuesday. "
                             "Norland has reported 6,340 deaths.", title="Norland bans gatherings")
        dead = self.one(claims, "killed")
        self.assertEqual(dead["best"], 6340)
        self.assertIsNone(dead["about"]["type"])

    def victims(self):
        where = "in Tallis on Tuesday"
        rows = [("A", 6, f"A 15-year-old boy was shot in the back {where}, police said. "
                         "Officers found him outside a school. An 18-year-old man was hit in the leg."),
                ("B", 8, f"A 15-year-old boy died on Wednesday after he was shot {where}. "
                         "Officers found him outside a school. The boy was pronounced dead in a "
                         "hospital. A second victim, an 18-year-old man, was hit in the leg.")]
        return self.put("victims.jsonl", lines([
            {"id": name, "publisher": f"Paper {name}", "title": "Teens shot outside Tallis school",
             "published": f"2031-05-{day:02}", "text": text} for name, day, text in rows]))

    def test_who_died_is_told_by_age(self):
        claims = self.ends(run("claims", self.victims()), 0).objects()
        hurt = self.one(claims, "injured")
        self.assertEqual(self.numbers(hurt), ("agree", 1, 1, 1))
        self.assertEqual([a["low"] for a in hurt["accounts"]], [1, 1])
        self.assertEqual(self.one(claims, "killed")["best"], 1)

    def test_figures_told_again_are_counted_in_the_report(self):
        told = self.ends(run("report", self.victims()), 0).out.decode("utf-8")
        self.assertIn("1 of them told as dead", told)
        self.assertNotIn("pronounced dead", told)
        self.assertRegex(told, "[0-9] more figures? of the same people")

    def test_a_match_report_has_no_victims(self):
        claims = self.claims(
            "The coach named a striker and two midfielders despite a 14-man injury list. Tom Sarr "
            "shot wide before half-time. The goalkeeper killed off the attack and the league "
            "match ended in a draw. “We were lucky to get the point,” coach Ana Ruiz said.",
            title="Tallis held in the cup")
        self.assertEqual([c["what"] for c in claims if c["what"] in ("killed", "injured")], [])

    def test_a_shelled_match_has(self):
        claims = self.claims(
            "The league match in Tallis had just begun when shells killed four spectators and the "
            "goalkeeper, the army said. Soldiers evacuated the stadium.", title="Match shelled")
        self.assertEqual(self.one(claims, "killed")["best"], 5)


if __name__ == "__main__":
    program.main()
