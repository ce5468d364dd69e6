import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Text } from "@react-email/components";
import type { Letter } from "@/lib/mail/letter";

const font = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const text = { fontSize: "16px", lineHeight: "25px", color: "#22262e", margin: "0 0 16px" };
const small = { fontSize: "13px", lineHeight: "20px", color: "#5a6170", margin: "0 0 8px" };
const card = { maxWidth: "34rem", margin: "0 auto", padding: "32px", backgroundColor: "#ffffff", borderRadius: "12px" };
const button = {
  backgroundColor: "#2b4fd0",
  color: "#ffffff",
  borderRadius: "8px",
  padding: "12px 20px",
  fontSize: "16px",
  fontWeight: 600,
};

export function LetterTemplate({ letter }: { letter: Letter }) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{letter.paragraphs[0] ?? letter.heading}</Preview>
      <Body style={{ backgroundColor: "#f4f5f7", fontFamily: font, margin: 0, padding: "32px 12px" }}>
        <Container style={card}>
          <Heading as="h1" style={{ fontSize: "22px", lineHeight: "30px", color: "#16191f", margin: "0 0 16px" }}>
            {letter.heading}
          </Heading>
          {letter.paragraphs.map((paragraph) => (
            <Text key={paragraph} style={text}>
              {paragraph}
            </Text>
          ))}
          <Button href={letter.action.url} style={button}>
            {letter.action.label}
          </Button>
          <Text style={{ ...small, marginTop: "24px" }}>
            The button does nothing? Open this address:{" "}
            <Link href={letter.action.url} style={{ color: "#2b4fd0", wordBreak: "break-all" }}>
              {letter.action.url}
            </Link>
          </Text>
          <Hr style={{ borderColor: "#e3e6eb", margin: "20px 0" }} />
          <Text style={small}>{letter.footnote}</Text>
        </Container>
      </Body>
    </Html>
  );
}
